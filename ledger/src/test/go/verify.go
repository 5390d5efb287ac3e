// Verify verifies what Quipu signs and proves with the Go project's own packages, which know nothing of Quipu.
// It ends with 0 if what it is given is true and with 1 if not.
//
//	verify inclusion <verifier key> <proof file> <file with the leaf's data>
//	verify consistency <verifier key> <older checkpoint> <newer checkpoint> <file with a hash per line>
//	verify root <file of hashes> <size> <root>
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const headerSize = 32

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch args[0] {
	case "inclusion":
		return inclusion(args[1], read(args[2]), []byte(read(args[3])))
	case "consistency":
		return consistency(args[1], read(args[2]), read(args[3]), read(args[4]))
	case "root":
		size, err := strconv.ParseInt(args[2], 10, 64)
		if err != nil {
			panic(err)
		}
		return root(read(args[1]), size, args[3])
	}
	panic("nothing to verify: " + args[0])
}

func inclusion(key, proof string, leaf []byte) error {
	head, checkpoint, found := strings.Cut(proof, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return fmt.Errorf("no proof")
	}
	if strings.HasPrefix(lines[1], "extra ") {
		lines = lines[1:]
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	path, err := hashes(lines[2:])
	if err != nil {
		return err
	}
	tree, err := open(key, checkpoint)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(leaf))
}

func consistency(key, older, newer, proof string) error {
	before, err := open(key, older)
	if err != nil {
		return err
	}
	after, err := open(key, newer)
	if err != nil {
		return err
	}
	path, err := hashes(strings.Fields(proof))
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, after.N, after.Hash, before.N, before.Hash)
}

// Root computes a root from a file of hashes, which has the order of tlog.StoredHashIndex behind its header.
func root(file string, size int64, want string) error {
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var read []tlog.Hash
		for _, index := range indexes {
			var hash tlog.Hash
			if begin := headerSize + index*tlog.HashSize; begin+tlog.HashSize > int64(len(file)) {
				return nil, fmt.Errorf("no hash %d", index)
			} else {
				copy(hash[:], file[begin:])
			}
			read = append(read, hash)
		}
		return read, nil
	})
	hash, err := tlog.TreeHash(size, reader)
	if err == nil && hash.String() != want {
		err = fmt.Errorf("the root is %s", hash)
	}
	return err
}

func open(key, checkpoint string) (*tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return nil, err
	}
	signed, err := note.Open([]byte(checkpoint), note.VerifierList(verifier))
	if err != nil {
		return nil, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return nil, fmt.Errorf("no checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return nil, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return &tlog.Tree{N: size, Hash: hash}, err
}

func hashes(lines []string) ([]tlog.Hash, error) {
	var read []tlog.Hash
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		read = append(read, hash)
	}
	return read, nil
}

func read(path string) string {
	bytes, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return string(bytes)
}
