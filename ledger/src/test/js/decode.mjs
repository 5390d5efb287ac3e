// Decodes records as any consumer with a schema registry would, and prints each as a line of JSON.
//
//   node decode.mjs <registry's URL> <file with one base64 record value per line>

import { readFileSync } from "node:fs";
import registry from "@kafkajs/confluent-schema-registry";

const [host, file] = process.argv.slice(2);
const client = new registry.SchemaRegistry({ host });

/** Bytes as hexadecimal text. */
const plain = (value) => {
  if (Buffer.isBuffer(value)) {
    return value.toString("hex");
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
  }
  return value;
};

for (const line of readFileSync(file, "ascii").split("\n").filter((text) => text !== "")) {
  console.log(JSON.stringify(plain(await client.decode(Buffer.from(line, "base64")))));
}
