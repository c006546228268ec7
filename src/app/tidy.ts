// Tidy, as a command: the selected nodes, or all of them, move to where they can be read, as one step.
import { followingNotes } from '../editor/notes.ts'
import { moveNotes } from '../graph/annotate.ts'
import type { Graph } from '../graph/document.ts'
import { moveNodes } from '../graph/edits.ts'
import type { Desk } from './desk.ts'
import { moving } from './moving.ts'

export async function tidy({ studio, canvas, area }: Desk): Promise<void> {
  const { graph, selection } = studio
  const only = selection.size > 1 ? selection : new Set(graph.nodes.map(({ id }) => id))
  try {
    const { layoutByElk, tidied } = await import('../editor/elk.ts')
    const places = await tidied(graph, studio.library, only, layoutByElk)
    // Somebody may have gone on meanwhile: what is gone does not move, what is new stays.
    const tidy = (now: Graph): Graph => {
      const moved = moveNodes(now, places)
      return moveNotes(moved, followingNotes(now, moved, studio.library))
    }
    await moving(area, () => studio.edit(tidy, 'tidy'))
    if (only !== selection) canvas?.fit()
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    studio.announcer.say(`Not tidied: ${reason}`, 'bad')
  }
}
