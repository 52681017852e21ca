// Reads texts as the server sends them (JSON on standard input), and writes what the widget would show, in the signs of dialect.json.
import { readFileSync } from 'node:fs';
import '../../CxBot.WidgetTests/page.js';
import { markdown } from '../../../src/CxBot.Web/wwwroot/widget/markdown.js';

const names = { STRONG: 'b', EM: 'i', DEL: 's', CODE: 'c' };
const blocks = ['P', 'UL', 'OL', 'BLOCKQUOTE', 'PRE'];

function inline(node) {
  // Words, or an element.
  if (!node.tagName) return node.textContent;
  const words = node.childNodes.map(inline).join('');
  return node.tagName === 'BR' ? '\n' : node.tagName === 'A' ? `⟦a ${node.getAttribute('href')}|${words}⟧` : `⟦${names[node.tagName]}|${words}⟧`;
}

function lines(nodes) {
  const all = [];
  let words = '';
  const end = () => {
    if (words.trim()) all.push(words.trim());
    words = '';
  };
  for (const node of nodes) {
    if (!blocks.includes(node.tagName)) {
      words += inline(node);
      continue;
    }
    end();
    let number = node.getAttribute('start') ?? 1;
    if (node.tagName === 'P') all.push(node.childNodes.map(inline).join('').trim());
    else if (node.tagName === 'PRE') all.push(`⟦p|${node.textContent}⟧`);
    else if (node.tagName === 'BLOCKQUOTE') all.push(...lines(node.childNodes).flatMap(line => line.split('\n')).map(line => `> ${line}`));
    else for (const item of node.children) {
      const [first = '', ...rest] = lines(item.childNodes);
      all.push(node.tagName === 'OL' ? `${number++}. ${first}` : `- ${first}`, ...rest);
    }
  }
  end();
  return all;
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(text => lines(markdown(text)).join('\n'))));
