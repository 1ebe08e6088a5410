// French typography in the web app's texts: ’, no-break spaces before : ; ! ? and inside « ». `--check` only says where it is wrong.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { typeset } from '#domain/shared/french.js';

const check = process.argv.includes('--check');
const root = 'apps/web/src';
const files = readdirSync(root, { recursive: true }).filter((name) => /\.tsx?$/.test(name)).map((name) => path.join(root, name));
const wrong = [];

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const edits = [];
  const visit = (node) => {
    const isText = ts.isStringLiteral(node) || ts.isJsxText(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if (isText && !ts.isImportDeclaration(node.parent)) {
      const start = ts.isJsxText(node) ? node.pos : node.getStart();
      const raw = text.slice(start, node.end);
      const right = typeset(raw).replace(/^\} (?=[%€])/, '}\u00a0');
      if (right !== raw) edits.push({ start, end: node.end, right, line: source.getLineAndCharacterOfPosition(start).line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const { line } of edits) wrong.push(`${file}:${line}`);
  if (check || edits.length === 0) continue;
  const parts = [];
  let at = 0;
  for (const { start, end, right } of edits) {
    parts.push(text.slice(at, start), right);
    at = end;
  }
  writeFileSync(file, parts.join('') + text.slice(at));
}
if (check && wrong.length > 0) {
  console.error(`Texts that French typography would write otherwise: ${wrong.join(', ')}. Run "npm run typeset".`);
  process.exit(1);
}
console.log(check ? 'every text is set as French wants' : `${wrong.length} texts set right`);
