// A graph of any size for the canvas: nodes with two inputs in rows, each fed by the one before and the one seven before.

/** @typedef {{ id: string, type: string, at: readonly [number, number] }} GridNode */
/** @typedef {{ from: string, to: string }} GridWire */

/** What a file of that graph holds.
 * @param {number} count of nodes
 * @returns {{ format: 'gradloom', version: 1, title: string, nodes: GridNode[], wires: GridWire[] }} */
export function gridGraph(count) {
  const columns = Math.ceil(Math.sqrt(1.6 * count))
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    type: index === 0 ? 'random' : 'multiply',
    // The first one is wider.
    at: /** @type {const} */ ([
      index === 0 ? -320 : (index % columns) * 280,
      Math.floor(index / columns) * 240,
    ]),
  }))
  const wires = nodes.slice(1).flatMap((_, index) => [
    { from: `n${index}.out`, to: `n${index + 1}.a` },
    { from: `n${Math.max(0, index - 6)}.out`, to: `n${index + 1}.b` },
  ])
  return { format: 'gradloom', version: 1, title: `${count} nodes in rows`, nodes, wires }
}
