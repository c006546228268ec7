// A link as a QR code: which squares are dark, as one path.
import qrcode from 'qrcode-generator'

export interface QrCode {
  /** Squares of a side, the quiet border included. */
  readonly size: number
  readonly path: string
}

/** The white border that readers need, in squares. */
const border = 4

/** The text must be plain ASCII, and short enough: the library throws otherwise. */
export function qrOf(text: string): QrCode {
  const code = qrcode(0, 'L')
  code.addData(text)
  code.make()
  const count = code.getModuleCount()
  let path = ''
  for (let row = 0; row < count; row += 1)
    for (let col = 0; col < count; col += 1) {
      if (!code.isDark(row, col)) continue
      const from = col
      while (col + 1 < count && code.isDark(row, col + 1)) col += 1
      path += `M${from + border} ${row + border}h${col + 1 - from}v1h${from - col - 1}z`
    }
  return { size: count + 2 * border, path }
}
