// Compiles styles/vigie.scss, styles/papier.scss and modules/*.js into OUT, minified, with gzip forms; and communes.txt, what
// the pages offer where a commune is asked. Run by scripts/build_web.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import esbuild from 'esbuild'
import * as sass from 'sass'

const out = process.argv[2]
const targets = ['chrome79', 'firefox60', 'safari11'] // what govuk-frontend promises of <script type="module">
mkdirSync(out, { recursive: true })

function write(name, bytes) {
  writeFileSync(join(out, name), bytes)
  // Level 9 and no file time: the same source gives the same bytes.
  writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }))
}

for (const sheet of ['vigie', 'papier']) {
  const styles = sass.compile(`styles/${sheet}.scss`, { style: 'expanded', quietDeps: true, logger: sass.Logger.silent })
  const css = await esbuild.transform(styles.css, { loader: 'css', minify: true, target: targets, legalComments: 'none' })
  write(`${sheet}.css`, Buffer.from(css.code))
}

const modules = readdirSync('modules').filter((name) => name.endsWith('.js'))
const built = await esbuild.build({
  entryPoints: modules.map((name) => join('modules', name)),
  bundle: true, minify: true, format: 'esm', target: 'es2019',
  outdir: out, write: false, legalComments: 'none', logLevel: 'warning'
})
for (const file of built.outputFiles) write(basename(file.path), Buffer.from(file.contents))

// The communes of the Code officiel géographique (Insee, by Etalab; Licence Ouverte), the most peopled first: the key that is
// looked for, the name, the département. src/pages/communes.cpp reads it.
const read = (name) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8'))
const fold = (name) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/[^a-z0-9]+/g, ' ').trim()
const departementOf = new Map(read('communes').map((one) => [one.code, one.departement]))
const communes = read('communes')
  .filter((one) => ['commune-actuelle', 'arrondissement-municipal'].includes(one.type))
  .sort((a, b) => (b.population ?? 0) - (a.population ?? 0) || a.code.localeCompare(b.code))
  .map((one) => [fold(one.nom), one.nom, one.departement ?? departementOf.get(one.commune)].join('\t'))
writeFileSync(join(out, 'communes.txt'), communes.join('\n') + '\n')
