// Rete, put together: an editor that mirrors the graph, an area to pan and zoom, and wires that can be dragged.
import { ClassicPreset, NodeEditor, type Root } from 'rete'
import { type Area2D, AreaExtensions, AreaPlugin, Drag, type RenderSignal, Zoom } from 'rete-area-plugin'
import { ConnectionPlugin } from 'rete-connection-plugin'
import type { Side } from './ports.ts'

export class CanvasNode extends ClassicPreset.Node {
  constructor(id: string) {
    super('')
    this.id = id
  }
}

/** The wire at the pointer. Of those that are there Rete knows nothing: it would keep an element for each. */
interface CanvasWire {
  readonly id: string
  readonly source: string
  readonly sourceOutput: string
  readonly target: string
  readonly targetInput: string
  readonly isPseudo?: boolean
}

export interface Schemes {
  Node: CanvasNode
  Connection: CanvasWire
}
type Sockets = RenderSignal<'socket', { nodeId: string; side: Side; key: string }>
type AreaSignal = Area2D<Schemes> | Sockets
/** All that can be heard on the area. */
export type Signal = AreaSignal | Root<Schemes>

export const zoomLimits = { min: 0.1, max: 2 }

/** Sees fingers also where they rest on nodes, which keep their events to themselves; a double click zooms nothing. */
class CanvasZoom extends Zoom {
  override initialize(...[container, element, zoom]: Parameters<Zoom['initialize']>): void {
    super.initialize(container, element, zoom)
    container.removeEventListener('dblclick', this.dblclick)
    container.removeEventListener('pointerdown', this.down)
    container.addEventListener('pointerdown', this.down, true)
  }
  override destroy(): void {
    this.container.removeEventListener('pointerdown', this.down, true)
    super.destroy()
  }
}

export interface Surface {
  readonly editor: NodeEditor<Schemes>
  readonly area: AreaPlugin<Schemes, Sockets>
  readonly connection: ConnectionPlugin<Schemes, AreaSignal>
  /** Two fingers are at work. */
  readonly pinching: () => boolean
}

export function createSurface(container: HTMLElement): Surface {
  const editor = new NodeEditor<Schemes>()
  const area = new AreaPlugin<Schemes, Sockets>(container)
  const connection = new ConnectionPlugin<Schemes, AreaSignal>()
  editor.use(area)
  area.use(connection)
  AreaExtensions.zIndexNodesOrder(area)
  AreaExtensions.restrictor(area, { scaling: zoomLimits })
  const zoom = new CanvasZoom(0.1)
  area.area.setZoomHandler(zoom)
  area.area.setDragHandler(
    new Drag({
      // With Shift the ground is for drawing a frame around nodes.
      down: (event) => event.button === 1 || (event.button === 0 && !event.shiftKey),
      move: () => true,
    }),
  )
  return { editor, area, connection, pinching: () => zoom.isTranslating() }
}
