// Keyboard shortcuts, Mac and PC: which keys mean which command, and how they are written.

export type Command = 'undo' | 'redo' | 'save' | 'open' | 'add' | 'run' | 'step' | 'fit' | 'help'

/** The part of a keyboard event that decides. */
export type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const plainKeys: ReadonlyMap<string, Command> = new Map([
  ['a', 'add'],
  [' ', 'add'],
  ['r', 'run'],
  ['.', 'step'],
  ['Home', 'fit'],
  ['?', 'help'],
])

/** Commands that a letter alone gives only where the canvas listens: elsewhere Space presses buttons. */
const onCanvasOnly: ReadonlySet<Command> = new Set(['add', 'fit'])

function withControl({ key, shiftKey }: Stroke): Command | null {
  const letter = key.toLowerCase()
  if (letter === 'z') return shiftKey ? 'redo' : 'undo'
  if (shiftKey) return null
  if (letter === 'y') return 'redo'
  if (letter === 's') return 'save'
  if (letter === 'o') return 'open'
  return key === 'Enter' ? 'run' : null
}

/** The command of a keystroke outside of fields. */
export function commandOf(stroke: Stroke): Command | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = stroke
  if (altKey) return null
  if (ctrlKey || metaKey) return withControl(stroke)
  if (shiftKey && key !== '?') return null
  return plainKeys.get(key.length === 1 ? key.toLowerCase() : key) ?? null
}

/** Whether keys typed here are text, or belong to a control that uses them itself. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('dialog, [role=menu], [role=listbox]')) return true
  if (target instanceof HTMLInputElement)
    return !['button', 'checkbox', 'radio', 'range', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

export type Commands = Readonly<Record<Command, () => void>>

/** Does what a keystroke says, unless someone else has done so or it is meant for a field. */
export function obey(event: KeyboardEvent, commands: Commands, canvas: HTMLElement | undefined): void {
  const command = event.defaultPrevented || takesKeys(event.target) ? null : commandOf(event)
  if (!command) return
  if (onCanvasOnly.has(command)) {
    const target = event.target instanceof Element ? event.target : null
    const elsewhere = target !== document.body && !canvas?.contains(target)
    if (elsewhere || target?.closest('button, input, summary, a')) return
  }
  event.preventDefault()
  commands[command]()
}

export interface Shortcut {
  readonly keys: readonly string[]
  readonly does: string
}

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)

/** Everything that the help lists, by group, with the keys of this machine. */
export function shortcutList(
  mac: boolean,
): readonly { readonly group: string; readonly entries: readonly Shortcut[] }[] {
  const control = mac ? '⌘' : 'Ctrl'
  const shift = mac ? '⇧' : 'Shift'
  const with_ = (...keys: readonly string[]): string => keys.join(mac ? '' : '+')
  return [
    {
      group: 'Running',
      entries: [
        { keys: ['R', with_(control, 'Enter')], does: 'Run or pause' },
        { keys: ['.'], does: 'Step one iteration' },
      ],
    },
    {
      group: 'Editing',
      entries: [
        { keys: ['A', 'Space'], does: 'Add a node, when the canvas has the focus' },
        { keys: [with_(control, 'Z')], does: 'Undo' },
        {
          keys: mac ? [with_(shift, control, 'Z')] : [with_(shift, control, 'Z'), with_(control, 'Y')],
          does: 'Redo',
        },
        { keys: ['Delete'], does: 'Delete what is selected' },
        { keys: ['W'], does: 'Wire a node or port; pressed again, the next open one' },
        { keys: [with_(control, 'C'), with_(control, 'X'), with_(control, 'V')], does: 'Copy, cut or paste' },
        { keys: [with_(control, 'D')], does: 'Duplicate what is selected' },
        { keys: [with_(control, 'A')], does: 'Select everything' },
        { keys: ['Arrows'], does: `Move what is selected, with ${shift} further` },
      ],
    },
    {
      group: 'Document',
      entries: [
        { keys: [with_(control, 'O')], does: 'Open a file' },
        { keys: [with_(control, 'S')], does: 'Save to a file' },
      ],
    },
    {
      group: 'View',
      entries: [
        { keys: [with_(mac ? '⌥' : 'Alt', 'Arrows')], does: 'Go to the next node there' },
        { keys: ['Enter', 'Escape'], does: 'Into the controls of a node, and back' },
        { keys: ['Home'], does: 'Zoom to fit, when the canvas has the focus' },
        { keys: ['?'], does: 'This list' },
      ],
    },
  ]
}
