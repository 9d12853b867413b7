import { readdirSync, readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

/** Source files below some folders, by their paths from the root. */
export const sourcesIn = (folders: readonly string[]): string[] =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile() && /\.(tsx?|mjs)$/.test(e.name))
      .map((e) => `${e.parentPath}/${e.name}`),
  )

/** A piece of text in the code, and where. `kind`: how it stands there. */
export type CodeString = {
  file: string
  line: number
  kind: 'literal' | 'template' | 'jsx' | 'attribute'
  text: string
  parts?: string[]
}

/** Every string literal, template and JSX text of a file; comments and regular expressions are not among them. */
export const codeStringsOf = (file: string, code = readFileSync(file, 'utf8')): CodeString[] => {
  const found: CodeString[] = []
  const add = (start: number, kind: CodeString['kind'], text: string, parts?: string[]) =>
    found.push({
      file,
      line: code.slice(0, start).split('\n').length,
      kind,
      text,
      ...(parts ? { parts } : {}),
    })
  const { program, errors } = parseSync(file, code)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  new Visitor({
    Literal(node) {
      if (typeof node.value === 'string') add(node.start, 'literal', node.value)
    },
    TemplateLiteral(node) {
      const parts = node.quasis.map((q) => q.value.cooked ?? q.value.raw)
      add(node.start, 'template', parts.join(''), parts)
    },
    JSXText(node) {
      add(node.start, 'jsx', node.value)
    },
    JSXAttribute(node) {
      if (
        node.value?.type === 'Literal' &&
        typeof node.value.value === 'string' &&
        node.name.type === 'JSXIdentifier'
      )
        add(node.start, 'attribute', node.value.value, [node.name.name])
    },
  }).visit(program)
  return found
}

const literally = (s: string) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Keys that code names: whole ones, and those made at run time (`failure.${code}`). What is made must begin with a
 * first part; one more part may follow, as `alert.${kind}` is the family of `.title`, `.step1`, ….
 */
export const patternsIn = (folders: readonly string[]) => {
  const strings = sourcesIn(folders).flatMap((file) => codeStringsOf(file))
  const templates = strings.flatMap((s) =>
    s.kind === 'template' && s.parts && s.parts.length > 1 && /^[a-zA-Z][\w-]*[.-]/.test(s.parts[0] ?? '')
      ? [new RegExp(`^${s.parts.map(literally).join('[^.]+')}(\\.[^.]+)?$`)]
      : [],
  )
  return { literals: new Set(strings.map((s) => s.text)), templates }
}

/** Keys that code looks up by hand, `t.first(['a.b', …])`: the compiler does not know them. Only whole ones. */
export const soughtKeysIn = (folders: readonly string[]): { file: string; key: string }[] =>
  sourcesIn(folders).flatMap((file) => {
    const found: { file: string; key: string }[] = []
    new Visitor({
      CallExpression(node) {
        const { callee, arguments: given } = node
        if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
        if (callee.property.name !== 'first' || given[0]?.type !== 'ArrayExpression') return
        for (const e of given[0].elements)
          if (e?.type === 'Literal' && typeof e.value === 'string') found.push({ file, key: e.value })
      },
    }).visit(parseSync(file, readFileSync(file, 'utf8')).program)
    return found
  })
