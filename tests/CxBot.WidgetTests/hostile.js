// The public collections of hostile input that lie beside the repository. Where they are missing a test is skipped, and fails in CI.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function find() {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let above; (above = dirname(folder)) !== folder; folder = above) {
    if (existsSync(join(above, 'shared', 'hostile'))) return join(above, 'shared', 'hostile');
  }
}

/** Each line of the collections in these folders, or nothing where the test is to be skipped. */
export function hostile(t, ...folders) {
  const root = find();
  const lines = folder => readdirSync(join(root, folder)).flatMap(file => readFileSync(join(root, folder, file), 'utf8').split('\n'));
  if (root) return folders.flatMap(lines);
  const reason = 'The public data shared/hostile is not beside the repository.';
  if (process.env.CI === 'true') throw new Error(reason);
  t.skip(reason);
}
