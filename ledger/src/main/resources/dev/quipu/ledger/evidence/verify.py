#!/usr/bin/env python3
"""Verifies this package: that its records are what the log has in their place, as the checkpoint says.

Needs Python 3.8 and nothing else. The checkpoint's signature is for another tool: see README.md.
"""
import base64
import hashlib
import json
import os
import struct
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def path(name):
    return os.path.join(HERE, name)


def text(name):
    with open(path(name), encoding="utf-8") as file:
        return file.read()


def sha(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha(b"\x01" + left + right)


def part(data):
    return bytes(32) if data is None else sha(base64.b64decode(data))


def leaf(record):
    headers = b""
    for name, value in record["headers"]:
        name = name.encode()
        headers += struct.pack(">I", len(name)) + name
        if value is None:
            headers += b"\xff\xff\xff\xff"
        else:
            value = base64.b64decode(value)
            headers += struct.pack(">I", len(value)) + value
    place = struct.pack(">qq", record["number"], record["timestamp"])
    return sha(b"\x00" + place + part(record["key"]) + part(record["value"]) + sha(headers))


def demand(right, what):
    if not right:
        sys.exit("WRONG: " + what)


class Tree:
    """A tree put together of complete subtrees, from the first leaf on."""

    def __init__(self):
        self.size = 0
        self.edge = []

    def add(self, level, root):
        demand(self.size % (1 << level) == 0, "a part of the tree is out of place")
        self.size += 1 << level
        while self.edge and self.edge[-1][0] == level:
            root = node(self.edge.pop()[1], root)
            level += 1
        self.edge.append((level, root))

    def add_file(self, name):
        for line in text(name).splitlines():
            level, root = line.split(" ")
            self.add(int(level), bytes.fromhex(root))

    def root(self):
        root = None
        for _, part_root in reversed(self.edge):
            root = part_root if root is None else node(part_root, root)
        return sha(b"") if root is None else root


def checkpoint(note):
    origin, size, root = note.split("\n")[:3]
    return origin, int(size), base64.b64decode(root)


def inclusion(index, size, root_hash, hashes):
    """RFC 9162, 2.1.3.2."""
    if index >= size:
        return None
    fn, sn, root = index, size - 1, root_hash
    for sibling in hashes:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            root = node(sibling, root)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            root = node(root, sibling)
        fn, sn = fn >> 1, sn >> 1
    return root if sn == 0 else None


def consistent(first, second, first_root, second_root, hashes):
    """RFC 9162, 2.1.4.2."""
    if first == second:
        return not hashes and first_root == second_root
    if first == 0:
        return not hashes
    if first & (first - 1) == 0:
        hashes = [first_root] + hashes
    if not hashes:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = hashes[0]
    for sibling in hashes[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(sibling, fr), node(sibling, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, sibling)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


def main():
    for line in text("SHA256SUMS").splitlines():
        digest, name = line.split("  ", 1)
        with open(path(name), "rb") as file:
            demand(hashlib.sha256(file.read()).hexdigest() == digest, name + " is not the file that was written")
    period = json.loads(text("period.json"))
    note = text("checkpoint")
    _, size, root = checkpoint(note)
    tree = Tree()
    tree.add_file("tree-before.txt")
    demand(tree.size == period["first"], "the tree before the period has another size")
    leaves = {}
    with open(path("records.jsonl"), encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            demand(record["number"] == tree.size, "record %d is out of place" % record["number"])
            leaves[record["number"]] = leaf(record)
            tree.add(0, leaves[record["number"]])
    demand(len(leaves) == period["count"], "the number of records is another one")
    tree.add_file("tree-after.txt")
    demand(tree.size == size and tree.root() == root, "the records are not in the log that the checkpoint is of")
    proofs = 0
    for name in sorted(os.listdir(path("proofs"))):
        head, signed = text(os.path.join("proofs", name)).split("\n\n", 1)
        lines = head.split("\n")
        extra = base64.b64decode(lines[1].split(" ")[1])
        index = int(lines[2].split(" ")[1])
        hashes = [base64.b64decode(line) for line in lines[3:]]
        demand(extra == leaves.get(index), name + " names another record")
        demand(signed == note, name + " is of another checkpoint")
        demand(index in leaves and inclusion(index, size, leaves[index], hashes) == root, name + " proves nothing")
        proofs += 1
    if os.path.exists(path("consistency")):
        _, old_size, old_root = checkpoint(text("previous-checkpoint"))
        head, signed = text("consistency").split("\n\n", 1)
        lines = head.split("\n")
        demand(signed == note, "the consistency proof is of another checkpoint")
        demand(int(lines[0].split(" ")[1]) == old_size, "the consistency proof is of another size")
        hashes = [base64.b64decode(line) for line in lines[1:]]
        demand(consistent(old_size, size, old_root, root, hashes), "the log doesn't contain the previous package's")
    print("RIGHT: %d records from entry %d on, %d proofs; the log has %d records." % (
        len(leaves), period["first"], proofs, size))
    print("The checkpoint's signature is still to be verified: see README.md.")


main()
