import type { Container as CosmosContainer, Database, Item } from '@azure/cosmos';
import type { Key } from '../ports';
import type { Call } from './call';
import { fromCosmos, type Stored } from './documents';
import { escapedId } from './ids';
import { pointPartition } from './layout';

/** The way to one document. */
export class Documents {
  constructor(readonly database: Database) {}

  readonly container = ({ container }: Pick<Key, 'container'>): CosmosContainer => this.database.container(container);

  readonly item = (key: Key): Item => this.container(key).item(escapedId(key.id), pointPartition(key));

  /** A point read; also gives what has expired and is not deleted yet. @throws {StoreUnavailable} */
  async find(call: Call, key: Key): Promise<Stored | undefined> {
    const response = await call.read({ kind: 'read' }, (options) => this.item(key).read<Record<string, unknown>>(options));
    return response?.resource && fromCosmos(response.resource);
  }
}
