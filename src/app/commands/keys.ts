// Keys as commands name them ("Mod+Shift+Z"), as events bring them, and as each machine writes them.

/** The part of a keyboard event that decides. */
export type Stroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Ctrl or ⌘ is Mod: the same command on every machine. With signs such as ? the Shift that writes them does not count. */
export function keyOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Stroke): string {
  const isSign = key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase()
  const held = [(ctrlKey || metaKey) && 'Mod', altKey && 'Alt', shiftKey && !isSign && 'Shift']
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key
  return [...held.filter((each) => each !== false), name].join('+')
}

export const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform)

const onMac: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }

/** A key as it is written on this kind of machine: "Ctrl+Shift+Z" or "⌘⇧Z". */
export function keyText(key: string, mac: boolean): string {
  const parts = key.split(/\+(?=.)/)
  const written = parts.map((part) => (mac ? (onMac[part] ?? part) : part === 'Mod' ? 'Ctrl' : part))
  return written.join(mac ? '' : '+')
}

/** Whether keys typed here are text, or belong to a control that uses them itself. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('dialog, [role=menu], [role=listbox]')) return true
  if (target instanceof HTMLInputElement)
    return !['button', 'checkbox', 'radio', 'range', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
