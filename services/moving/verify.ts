import type { BlobStore } from '../attachments';
import type { WholeStore } from '../store/ports';
import { NOTHING } from './digest';
import { heldIn } from './documents';
import { DOCUMENT_CONTAINERS } from './export';
import { heldFiles } from './files';
import type { Moved } from './moved';

interface Target {
  readonly documents: WholeStore;
  readonly keys: WholeStore;
  readonly blobs: BlobStore;
}

/** In what a store, read from end to end, differs from what was exported; nothing where it is the same. */
export async function differences({ documents, keys, blobs }: Target, moved: Moved): Promise<readonly string[]> {
  const found: string[] = [];
  for (const container of [...DOCUMENT_CONTAINERS, 'keys'] as const) {
    const wanted = moved.containers[container] ?? NOTHING;
    const held = await heldIn(container === 'keys' ? keys : documents, container);
    if (held.documents !== wanted.documents) found.push(`${container} holds ${held.documents} documents, not ${wanted.documents}`);
    else if (held.hash !== wanted.hash) found.push(`${container} holds other documents`);
    if (held.expiring > wanted.expiring) found.push(`${container} holds ${held.expiring} documents that expire, not ${wanted.expiring}`);
  }
  const held = await heldFiles(blobs);
  if (held.files !== moved.files.files) found.push(`there are ${held.files} files, not ${moved.files.files}`);
  else if (held.hash !== moved.files.hash) found.push('there are other files');
  return found;
}
