import { randomBytes } from 'node:crypto';
import { openFolder } from './folder';
import { measured } from './measured';
import type { AttachmentStore } from './ports';

/** Files as they are, not sealed: until the services open a keyring and take `openAttachments` for this. */
export async function openAttachmentStore(dataDir: string): Promise<AttachmentStore> {
  const blobs = await openFolder(dataDir);
  return {
    async put(_internalId, source, limitBytes) {
      const id = randomBytes(16).toString('hex');
      const { bytes, result } = measured(source, limitBytes);
      await blobs.put(id, bytes);
      return { id, ...result() };
    },
    open: (_internalId, id) => blobs.open(id),
    remove: (id) => blobs.remove(id),
  };
}
