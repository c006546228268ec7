// Checks of wires: both ends are there, their ports too, and no input is taken twice.
import { type End, type Json, type Wire, endText, wireKey } from './document.ts'
import { isPlaceholderId, wires } from './read.ts'
import { type Walk, guessed, say, sayFlaws } from './walk.ts'
import { oneOf, quoted } from './words.ts'

/** A wire: both ends, its ports, and whether there is room for it. */
export function inspectWire(walk: Walk, wire: Wire, index: number): void {
  const path = `wires[${index}]`
  if (wire.raw !== undefined) {
    inspectRawWire(walk, wire.raw, path)
    return
  }
  const fromSound = endExists(walk, wire.from, 'from', wire.to, path)
  const toSound = endExists(walk, wire.to, 'to', wire.from, path)
  const fits = fromSound && toSound && !isOccupied(walk, wire, path)
  if (!fits || !connect(walk, wire)) walk.named.add(endText(wire.to))
}

function inspectRawWire(walk: Walk, raw: Json, path: string): void {
  const reading = wires.read(raw)
  if ('flaws' in reading) sayFlaws(walk, reading.flaws, path, null)
  else sayOccupied(walk, reading.entry.to, path, 'the same wire is there already')
}

function endExists(walk: Walk, end: End, side: 'from' | 'to', other: End, path: string): boolean {
  // A placeholder's name is ours, not the file's: no wire can be written to it.
  const node = isPlaceholderId(end.node) ? undefined : walk.known.get(end.node)
  if (!node) {
    sayDangling(walk, end, side, other, path)
    return false
  }
  const definition = walk.library.get(node.type)?.definition
  // Ports of placeholders and of unknown kinds are taken on trust.
  if (node.raw !== undefined || !definition) return true
  const { inputs, outputs } = definition
  const ports = side === 'from' ? outputs : inputs
  if (Object.hasOwn(ports, end.port)) return true
  const others = side === 'from' ? inputs : outputs
  sayUnknownPort(walk, end, side, Object.keys(ports), Object.keys(others), path)
  return false
}

function sayDangling(walk: Walk, end: End, side: 'from' | 'to', other: End, path: string): void {
  const there = walk.known.has(other.node)
  say(walk, {
    code: 'DANGLING_WIRE',
    node: there ? other.node : null,
    port: there ? other.port : null,
    path: `${path}.${side}`,
    wrong: `there is no node called ${quoted(end.node)} for the wire ${side} ${quoted(endText(end))}`,
    right: 'both ends of a wire must be nodes of this graph',
    got: endText(end),
    hint: walk.known.size <= 500 ? guessed(walk, end.node, walk.known.keys()) : null,
  })
}

function sayUnknownPort(
  walk: Walk,
  end: End,
  side: 'from' | 'to',
  ports: readonly string[],
  others: readonly string[],
  path: string,
): void {
  const [one, many] = side === 'from' ? ['output', 'outputs'] : ['input', 'inputs']
  const turned = others.includes(end.port)
    ? ` (${end.port} is an ${side === 'from' ? 'input' : 'output'})`
    : ''
  say(walk, {
    code: 'UNKNOWN_PORT',
    node: end.node,
    port: end.port,
    path: `${path}.${side}`,
    wrong: `there is no ${one} called ${quoted(end.port)}${turned}`,
    right: ports.length > 0 ? `the wire must use ${oneOf(ports)}` : `this kind of node has no ${many}`,
    expected: ports,
    got: end.port,
    hint: guessed(walk, end.port, ports),
  })
}

function isOccupied(walk: Walk, wire: Wire, path: string): boolean {
  const { known, library, seen, taken } = walk
  const input = endText(wire.to)
  const first = taken.get(input)
  if (!first) {
    taken.set(input, wire)
    return false
  }
  const definition = library.get(known.get(wire.to.node)?.type ?? '')?.definition
  const port =
    definition && Object.hasOwn(definition.inputs, wire.to.port) ? definition.inputs[wire.to.port] : undefined
  const key = wireKey(wire)
  const second = seen.add(wireKey(first)).has(key)
  const full = port !== undefined && !port.variadic
  seen.add(key)
  if (second || full)
    sayOccupied(walk, wire.to, path, second ? 'the same wire is there already' : 'it has a wire already')
  return second || full
}

function sayOccupied(walk: Walk, { node, port }: End, path: string, why: string): void {
  say(walk, {
    code: 'PORT_OCCUPIED',
    node: walk.known.has(node) ? node : null,
    port,
    path: `${path}.to`,
    wrong: `a second wire goes to ${port}: ${why}`,
    right: 'an input takes one wire, unless it is marked with …',
    got: endText({ node, port }),
  })
}

/** Answers whether both nodes are usable. */
function connect({ nodes: usable, inputs }: Walk, wire: Wire): boolean {
  const { node, port } = wire.to
  if (!usable.has(wire.from.node) || !usable.has(node)) return false
  let ports = inputs.get(node)
  if (!ports) inputs.set(node, (ports = {}))
  const sound = ports[port]
  if (sound) sound.push(wire)
  else ports[port] = [wire]
  return true
}
