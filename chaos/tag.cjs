/**
 * Loaded into each server before its program: names the process in what it sends, so that the connector knows which life
 * of which instance sent a notice. Nothing else is changed.
 */
const life = process.env.CHAOS_LIFE;
const plain = globalThis.fetch;
globalThis.fetch = (resource, options = {}) => plain(resource, { ...options, headers: { ...options.headers, 'x-chaos-life': life } });
