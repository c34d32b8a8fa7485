import { gzipSync } from "node:zlib";
import { type HostileFile, many, noise } from "./hostile-content";
import { HOSTILE_WORKBOOKS } from "./hostile-workbooks";

const NOTHING = /no rows in it/;

const TEXTS: readonly HostileFile[] = [
  { name: "one line of 2,500,000 cells", make: () => Buffer.from("2,".repeat(2_500_000)), outcome: 1 },
  { name: "one line of 900,000 numbers", make: () => Buffer.from("2015550123,".repeat(900_000)), outcome: 1 },
  { name: "10 MB of commas", make: () => Buffer.alloc(10_000_000, ","), outcome: 1 },
  { name: "10 MB of semicolons, in lines", make: () => Buffer.alloc(10_000_000, ";;;;;;;;;\n"), outcome: NOTHING },
  { name: "10 MB of quotes", make: () => Buffer.alloc(10_000_000, '"'), outcome: 1 },
  { name: "a quote on every line", make: () => Buffer.from(many(400_000, (n) => `"a,${n}\n`)), outcome: 10_000 },
  {
    name: "a quote that is never closed",
    make: () => Buffer.from(`a,"${"2015550123,x\n".repeat(700_000)}`),
    outcome: 10_000,
  },
  {
    name: "600,000 lines that are no CSV",
    make: () => Buffer.from(many(600_000, () => '"a"b,2015550123\n')),
    outcome: 10_000,
  },
  { name: "10 MB of line ends", make: () => Buffer.alloc(10_000_000, "\n"), outcome: /nothing in it/ },
  { name: "10 MB of spaces", make: () => Buffer.alloc(10_000_000, " "), outcome: /nothing in it/ },
  { name: "10 MB of digits", make: () => Buffer.alloc(10_000_000, "2"), outcome: 1 },
  { name: "10 MB of plus signs", make: () => Buffer.alloc(10_000_000, "+"), outcome: 1 },
  { name: "10 MB of digits and spaces", make: () => Buffer.alloc(10_000_000, "2 "), outcome: 1 },
  { name: "10 MB of brackets and digits", make: () => Buffer.alloc(10_000_000, "(2"), outcome: 1 },
  { name: "10 MB of words for an extension", make: () => Buffer.alloc(10_000_000, "2 ext "), outcome: 1 },
  { name: "10 MB of slashes", make: () => Buffer.alloc(10_000_000, "2015550123/"), outcome: 1 },
  { name: "10 MB of exponents", make: () => Buffer.alloc(10_000_000, "1,2E+9,"), outcome: 1 },
  { name: "10 MB of formulas", make: () => Buffer.alloc(10_000_000, '="2",'), outcome: 1 },
  { name: "10 MB of combining marks", make: () => Buffer.from("\u0301".repeat(5_000_000)), outcome: 1 },
  {
    name: "invalid UTF-8",
    make: () => Buffer.from(many(900_000, () => "\xff\xfe2015550123").slice(0, 5_000_000), "latin1"),
    outcome: 1,
  },
  { name: "zero bytes", make: () => Buffer.alloc(5_000_000), outcome: /zero bytes/ },
  { name: "a compressed file", make: () => gzipSync(Buffer.alloc(1_000_000)), outcome: /compressed file/ },
  { name: "noise", make: () => noise(9_000_000), outcome: /zero bytes/ },
  { name: "nothing", make: () => Buffer.alloc(0), outcome: /empty/ },
];

/** The hostile files, made when asked for; the largest has 10 MB. */
export const HOSTILE_FILES: readonly HostileFile[] = [...HOSTILE_WORKBOOKS, ...TEXTS];
