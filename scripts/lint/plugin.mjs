import { layers } from './layers.mjs';

export default { meta: { name: 'trygg' }, rules: { layers } };
