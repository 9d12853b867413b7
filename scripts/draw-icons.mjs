// Draws every icon from assets/icons/icon.svg and assets/tray/states.svg. Run it after a change of either.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { icnsFile, icoFile } from './icon-files.mjs'
import { root } from './setup.mjs'

const assets = join(root, 'assets')
const save = (path, bytes) => {
  mkdirSync(dirname(join(assets, path)), { recursive: true })
  writeFileSync(join(assets, path), bytes)
}
const draw = (svg, size) => {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render()
  return { size, rgba: unmultiplied(image.pixels), png: image.asPng() }
}
/** resvg gives colours multiplied by their opacity; ICO wants them plain. */
const unmultiplied = (pixels) => {
  const out = Uint8Array.from(pixels)
  for (let i = 0; i < out.length; i += 4)
    for (let c = 0; c < 3 && out[i + 3] > 0; c++)
      out[i + c] = Math.min(255, Math.round((out[i + c] * 255) / out[i + 3]))
  return out
}

const states = readFileSync(join(assets, 'tray/states.svg'), 'utf8')
const names = ['protected', 'check', 'urgent', 'blind']
const group = (name) => {
  const found = new RegExp(`<g id="${name}">(.*?)</g>`, 's').exec(states)
  if (!found) throw new Error(`states.svg has no group ${name}`)
  return found[1]
}
/** One state in one colour; `edge` draws a rim behind it, for panels whose colour nobody knows. */
const picture = (name, colour, edge) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${edge ? '-.6 -.6 17.2 17.2' : '0 0 16 16'}" fill-rule="evenodd">` +
  (edge
    ? `<g fill="none" stroke="${edge}" stroke-width="1.2" stroke-linejoin="round">${group(name)}</g>`
    : '') +
  `<g fill="${colour}">${group(name)}</g></svg>`

const light = { protected: '#0055ad', check: '#8a5a00', urgent: '#c8320a', blind: '#595959' }
const dark = { protected: '#7cb8ff', check: '#ffd24d', urgent: '#ff8c61', blind: '#d9d9d9' }

for (const name of names) {
  save(`tray/mac/${name}Template.png`, draw(picture(name, '#000'), 18).png)
  save(`tray/mac/${name}Template@2x.png`, draw(picture(name, '#000'), 36).png)
  const sizes = [16, 20, 24, 32, 48, 64]
  save(`tray/windows/${name}-light.ico`, icoFile(sizes.map((s) => draw(picture(name, light[name]), s))))
  save(`tray/windows/${name}-dark.ico`, icoFile(sizes.map((s) => draw(picture(name, dark[name]), s))))
  save(`tray/linux/${name}.png`, draw(picture(name, dark[name], '#1a1a1a'), 24).png)
  save(`tray/linux/${name}@2x.png`, draw(picture(name, dark[name], '#1a1a1a'), 48).png)
}

const icon = readFileSync(join(assets, 'icons/icon.svg'), 'utf8')
const sized = (sizes) => sizes.map((s) => draw(icon, s))
save('icons/icon.png', draw(icon, 512).png)
save('icons/icon.ico', icoFile(sized([16, 24, 32, 48, 64, 128, 256])))
save('icons/icon.icns', icnsFile(sized([16, 32, 64, 128, 256, 512, 1024])))
for (const { size, png } of sized([16, 24, 32, 48, 64, 128, 256, 512]))
  save(`icons/linux/${size}x${size}.png`, png)
