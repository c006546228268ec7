// Bad texts: encodings, other files, JSON that is none, and the limits.
import { type Row, graph, literal, textOf } from './base.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const joined = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]))
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const file = graph([])
const start = '{"format":"gradloom","version":1'

const wide = (text: string, units: 2 | 4, little: boolean): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((character) => {
      const unit = [character.charCodeAt(0), ...Array.from({ length: units - 1 }, () => 0)]
      return little ? unit : unit.reverse()
    }),
  )

const deep = (levels: number, open: string, close: string): string =>
  open.repeat(levels) + close.repeat(levels)
const many = (count: number): number[] => Array.from({ length: count }, () => 0)

export const encodings: readonly Row[] = [
  ['UTF-16 with a mark, low byte first', joined(bytes(0xff, 0xfe), wide(file, 2, true)), 'NOT_JSON'],
  ['UTF-16 with a mark, high byte first', joined(bytes(0xfe, 0xff), wide(file, 2, false)), 'NOT_JSON'],
  ['UTF-16 without a mark, low byte first', wide(file, 2, true), 'NOT_JSON'],
  ['UTF-16 without a mark, high byte first', wide(file, 2, false), 'NOT_JSON'],
  ['UTF-32 with a mark', joined(bytes(0xff, 0xfe, 0, 0), wide(file, 4, true)), 'NOT_JSON'],
  ['UTF-32 without a mark, high byte first', wide(file, 4, false), 'NOT_JSON'],
  ['a letter in Latin-1', latin(`${start},"title":"Gr\xfcn"}`), 'NOT_JSON'],
  ['an overlong letter', joined(utf8(`${start},"title":"`), bytes(0xc1, 0x81), utf8('"}')), 'NOT_JSON'],
  [
    'half a surrogate pair in UTF-8',
    joined(utf8(`${start},"title":"`), bytes(0xed, 0xa0, 0x80), utf8('"}')),
    'NOT_JSON',
  ],
  [
    'a letter beyond the last of Unicode',
    joined(utf8(`${start},"t":"`), bytes(0xf4, 0x90, 0x80, 0x80), utf8('"}')),
    'NOT_JSON',
  ],
  ['a letter cut off at the end', joined(utf8(`${start},"title":"`), bytes(0xe2, 0x82)), 'NOT_JSON'],
  [
    'the rest of a letter without its beginning',
    joined(utf8(`${start},"title":"`), bytes(0x82), utf8('"}')),
    'NOT_JSON',
  ],
  ['the byte FF in the middle', joined(utf8(start), bytes(0xff), utf8('}')), 'NOT_JSON'],
  ['two byte order marks', `\uFEFF\uFEFF${file}`, 'NOT_JSON'],
  ['a byte order mark in the middle', `${start},\uFEFF"title":"a"}`, 'NOT_JSON'],
  ['a non-breaking space between values', `${start},\u00A0"title":"a"}`, 'NOT_JSON'],
  ['a space without width', `${start}\u200B}`, 'NOT_JSON'],
  ['a vertical tab between values', `${start},\v"title":"a"}`, 'NOT_JSON'],
]

export const otherFiles: readonly Row[] = [
  ['nothing', '', 'NOT_JSON'],
  ['only white space', ' \n\t\r\n ', 'NOT_JSON'],
  ['only a byte order mark', bytes(0xef, 0xbb, 0xbf), 'NOT_JSON'],
  ['an HTML page', '<!DOCTYPE html>\n<html><body>Sign in</body></html>', 'NOT_JSON'],
  ['an HTML page without its first line', '\n  <html lang="en">', 'NOT_JSON'],
  ['an XML file', '<?xml version="1.0"?><graph/>', 'NOT_JSON'],
  ['an SVG picture', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'NOT_JSON'],
  ['a ZIP archive', latin('PK\x03\x04\x14\x00\x00\x00'), 'NOT_JSON'],
  ['an empty ZIP archive', latin('PK\x05\x06\x00\x00'), 'NOT_JSON'],
  ['a ZIP archive read as text', 'PK\x03\x04\x14', 'NOT_JSON'],
  ['a gzip file', bytes(0x1f, 0x8b, 8, 0), 'NOT_JSON'],
  ['a PDF document', latin('%PDF-1.7\n%\xe2\xe3'), 'NOT_JSON'],
  ['a PNG picture', latin('\x89PNG\r\n\x1a\n'), 'NOT_JSON'],
  ['a JPEG picture', bytes(0xff, 0xd8, 0xff, 0xe0), 'NOT_JSON'],
  ['a GIF picture', latin('GIF89a'), 'NOT_JSON'],
  ['a NumPy array', latin('\x93NUMPY\x01\x00'), 'NOT_JSON'],
  ['an HDF5 file', latin('\x89HDF\r\n'), 'NOT_JSON'],
  ['a database', latin('SQLite format 3\0'), 'NOT_JSON'],
  ['a WebAssembly module', bytes(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0), 'NOT_JSON'],
  ['a Python pickle', bytes(0x80, 2, 0x8a), 'NOT_JSON'],
  ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n', 'NOT_JSON'],
  ['a link', 'https://example.org/graph.json', 'NOT_JSON'],
  ['a Python script', 'import torch\nW = torch.rand(4, 4)\n', 'NOT_JSON'],
  ['a JavaScript file', 'export default { nodes: [] }', 'NOT_JSON'],
  ['a YAML file', 'format: gradloom\nversion: 1\n', 'NOT_JSON'],
  ['a Markdown document', '# Gradient descent\n', 'NOT_JSON'],
  ['a table of numbers', 'iteration,loss\n0,1.665\n', 'NOT_JSON'],
]

export const notJson: readonly Row[] = [
  ['cut off in the object', start, 'NOT_JSON'],
  ['cut off in a list', `${start},"nodes":[1`, 'NOT_JSON'],
  ['cut off in a text', `${start},"title":"Gra`, 'NOT_JSON'],
  ['cut off after a key', `${start},"title"`, 'NOT_JSON'],
  ['cut off after a colon', `${start},"title":`, 'NOT_JSON'],
  ['cut off after a comma', `${start},`, 'NOT_JSON'],
  ['cut off after a backslash', `${start},"title":"\\`, 'NOT_JSON'],
  ['cut off in an escape', `${start},"title":"\\u00`, 'NOT_JSON'],
  ['cut off after a minus', `${start},"a":-`, 'NOT_JSON'],
  ['cut off in an exponent', `${start},"a":1e`, 'NOT_JSON'],
  ['cut off in a word', `${start},"a":fal`, 'NOT_JSON'],
  ['the number NaN', `${start},"a":NaN}`, 'NOT_JSON'],
  ['the number nan of Python', `${start},"a":nan}`, 'NOT_JSON'],
  ['the number Infinity', `${start},"a":Infinity}`, 'NOT_JSON'],
  ['the number -Infinity', `${start},"a":-Infinity}`, 'NOT_JSON'],
  ['the number inf of Python', `${start},"a":inf}`, 'NOT_JSON'],
  ['undefined', `${start},"a":undefined}`, 'NOT_JSON'],
  ['None of Python', `${start},"a":None}`, 'NOT_JSON'],
  ['True of Python', `${start},"a":True}`, 'NOT_JSON'],
  ['False of Python', `${start},"a":False}`, 'NOT_JSON'],
  ['a text without quotes', `${start},"title":Graph}`, 'NOT_JSON'],
  ['a key without quotes', '{format:"gradloom"}', 'NOT_JSON'],
  ['a text in single quotes', `${start},"title":'a'}`, 'NOT_JSON'],
  ['a key in single quotes', `{'format':"gradloom"}`, 'NOT_JSON'],
  ['a text in backticks', `${start},"title":\`a\`}`, 'NOT_JSON'],
  ['typographic quotes', `${start},“title”:"a"}`, 'NOT_JSON'],
  ['a comment to the end of the line', `{ // mine\n"format":"gradloom"}`, 'NOT_JSON'],
  ['a comment between values', `${start} /* mine */}`, 'NOT_JSON'],
  ['a comment after #', `# mine\n${file}`, 'NOT_JSON'],
  ['a comma before the end of the object', `${start},}`, 'NOT_JSON'],
  ['a comma before the end of a list', `${start},"a":[1,]}`, 'NOT_JSON'],
  ['two commas in a list', `${start},"a":[1,,2]}`, 'NOT_JSON'],
  ['two commas in an object', `${start},,"a":1}`, 'NOT_JSON'],
  ['a comma at the beginning', `{,"format":"gradloom"}`, 'NOT_JSON'],
  ['no comma in a list', `${start},"a":[1 2]}`, 'NOT_JSON'],
  ['no comma between keys', `${start} "title":"a"}`, 'NOT_JSON'],
  ['no colon', '{"format" "gradloom"}', 'NOT_JSON'],
  ['an equals sign for the colon', '{"format"="gradloom"}', 'NOT_JSON'],
  ['a semicolon for the comma', '{"format":"gradloom";"version":1}', 'NOT_JSON'],
  ['a colon in a list', `${start},"a":[1:2]}`, 'NOT_JSON'],
  ['an object closed as a list', `${start}]`, 'NOT_JSON'],
  ['a list closed as an object', `${start},"a":[1}}`, 'NOT_JSON'],
  ['one bracket too many', `${file}}`, 'NOT_JSON'],
  ['two files in one', `${file}${file}`, 'NOT_JSON'],
  ['a line of JSON after another', `${file}\n${file}`, 'NOT_JSON'],
  ['words after the end', `${file} and more`, 'NOT_JSON'],
  ['only a closing bracket', '}', 'NOT_JSON'],
  ['a number with a leading zero', `${start},"a":01}`, 'NOT_JSON'],
  ['a number with a plus', `${start},"a":+1}`, 'NOT_JSON'],
  ['a number without a digit before the point', `${start},"a":.5}`, 'NOT_JSON'],
  ['a number without a digit after the point', `${start},"a":1.}`, 'NOT_JSON'],
  ['a number with a decimal comma', `${start},"a":1,5}`, 'NOT_JSON'],
  ['a hexadecimal number', `${start},"a":0x10}`, 'NOT_JSON'],
  ['an exponent without digits', `${start},"a":1e+}`, 'NOT_JSON'],
  ['two minus signs', `${start},"a":--1}`, 'NOT_JSON'],
  ['a number with underscores', `${start},"a":1_000}`, 'NOT_JSON'],
  ['a big integer', `${start},"a":10n}`, 'NOT_JSON'],
  ['a new line in a text', `${start},"title":"a\nb"}`, 'NOT_JSON'],
  ['a tab in a text', `${start},"title":"a\tb"}`, 'NOT_JSON'],
  ['a zero byte in a text', `${start},"title":"a\0b"}`, 'NOT_JSON'],
  ['a backslash before x', `${start},"title":"\\x41"}`, 'NOT_JSON'],
  ['a backslash before u without digits', `${start},"title":"\\uZZZZ"}`, 'NOT_JSON'],
  ['a backslash at the end of a line', `${start},"title":"a\\\nb"}`, 'NOT_JSON'],
  ['a merge conflict', `{\n<<<<<<< HEAD\n"format":"gradloom"\n=======\n}`, 'NOT_JSON'],
  ['a number as a key', '{1:"gradloom"}', 'NOT_JSON'],
  ['null as a key', '{null:"gradloom"}', 'NOT_JSON'],
  ['an object as a key', '{{}:1}', 'NOT_JSON'],
  ['a key without a value', '{"format"}', 'NOT_JSON'],
]

export const limits: readonly Row[] = [
  ['more than 10 MB', utf8(`${start},"about":"${'a'.repeat(10_000_000)}"}`), 'LIMIT_EXCEEDED'],
  ['more than 10 MB once it is encoded', `${start},"about":"${'€'.repeat(3_400_000)}"}`, 'LIMIT_EXCEEDED'],
  ['lists 65 deep', `${start},"a":${deep(64, '[', ']')}}`, 'LIMIT_EXCEEDED'],
  ['objects 65 deep', `${start},"a":${deep(64, '{"a":', '}').replace(':}', ':1}')}}`, 'LIMIT_EXCEEDED'],
  ['lists five million deep and never closed', '['.repeat(5_000_000), 'LIMIT_EXCEEDED'],
  [
    'a parameter 5,000 deep',
    graph([['a', 'matrix', { values: literal(deep(5000, '[', ']')) }]]),
    'LIMIT_EXCEEDED',
  ],
  [
    'more than a million numbers',
    textOf({ format: 'gradloom', version: 1, a: many(1_000_001) }),
    'LIMIT_EXCEEDED',
  ],
  ['5,001 nodes', textOf({ format: 'gradloom', version: 1, nodes: many(5001) }), 'LIMIT_EXCEEDED'],
  ['20,001 wires', textOf({ format: 'gradloom', version: 1, wires: many(20_001) }), 'LIMIT_EXCEEDED'],
  [
    '50,000 nodes and as many wires',
    textOf({ format: 'gradloom', version: 1, nodes: many(50_000), wires: many(50_000) }),
    ...['LIMIT_EXCEEDED', 'LIMIT_EXCEEDED'],
  ],
]
