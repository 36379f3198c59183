// POST /v1/batches as a competent author would write it with fastify and better-sqlite3: the same
// signed question, the same rows under the same unique key, the same signed receipt.
//
//     node server.mjs fastify|express typical|batching DATABASE FLEET.JSON PORT
//
// typical: a commit a request. batching: all that came in one turn of the event loop is one commit.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const [, , framework, mode, path, fleetPath, port] = process.argv;
const fleet = JSON.parse(readFileSync(fleetPath, 'utf8'));
const okp = { kty: 'OKP', crv: 'Ed25519' };
const own = createPrivateKey({ key: { ...okp, x: fleet.office.x, d: fleet.office.d }, format: 'jwk' });
const kiosks = new Map(fleet.kiosks.map((kiosk) => [kiosk.id, {
  name: kiosk.name,
  key: createPublicKey({ key: { ...okp, x: kiosk.x }, format: 'jwk' }),
}]));

// ---- the store

const db = new Database(path);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
if (db.pragma('journal_mode', { simple: true }) !== 'wal' || db.pragma('synchronous', { simple: true }) !== 2)
  throw new Error('not durable: no WAL with synchronous=FULL');
db.exec(`CREATE TABLE IF NOT EXISTS item (
  kiosk TEXT NOT NULL, id BLOB NOT NULL, sequence INTEGER NOT NULL, kind INTEGER NOT NULL,
  hash BLOB NOT NULL, envelope BLOB NOT NULL, status_id BLOB NOT NULL, received INTEGER NOT NULL,
  PRIMARY KEY (kiosk, id))`);
const insert = db.prepare(`INSERT INTO item (kiosk, id, sequence, kind, hash, envelope, status_id, received)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kiosk, id) DO NOTHING`);
const stored = db.prepare('SELECT hash FROM item WHERE kiosk = ? AND id = ?');

function store(batch, received) {
  return batch.items.map((item) => {
    const id = Buffer.from(item.id, 'base64url');
    const envelope = Buffer.from(item.envelope, 'base64url');
    let hash = createHash('sha256').update(envelope).digest();
    let verdict = 'created';
    const added = insert.run(batch.kiosk, id, item.sequence, item.kind, hash, envelope,
      Buffer.from(item.status_id, 'base64url'), received);
    if (added.changes === 0) {
      const there = stored.get(batch.kiosk, id).hash;
      verdict = there.equals(hash) ? 'duplicate' : 'conflict';
      hash = there;
    }
    return { id: item.id, hash: hash.toString('base64url'), verdict, reason: '' };
  });
}

const keepOne = db.transaction(store);
const keepAll = db.transaction((waiting) => {
  for (const one of waiting) one.verdicts = store(one.batch, one.received);
});

let waiting = [];
function flush() {
  const all = waiting;
  waiting = [];
  try {
    keepAll.immediate(all);
    for (const one of all) one.resolve(one.verdicts);
  } catch (error) {
    for (const one of all) one.reject(error);
  }
}

function keep(batch, received) {
  if (mode === 'typical') return keepOne.immediate(batch, received);
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(flush);
    waiting.push({ batch, received, resolve, reject });
  });
}

// ---- signatures (RFC 9421) over digests (RFC 9530)

const params = /^anj=(\("@method" "@path" "@query" "content-digest"\);created=(\d+);nonce="([\w-]{22})";keyid="([0-9a-f]{16})";alg="ed25519";tag="anjungan-request")$/;
const digestOf = (body) => `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;

// What the request claims, when it holds; null otherwise.
function check(headers, body) {
  const match = params.exec(headers['signature-input'] ?? '');
  const signature = /^anj=:([A-Za-z0-9+/]+=*):$/.exec(headers.signature ?? '');
  const kiosk = match && kiosks.get(match[4]);
  if (!kiosk || !signature || headers['content-digest'] !== digestOf(body)) return null;
  if (Math.abs(Date.now() / 1000 - Number(match[2])) > 300) return null;
  const base = `"@method": POST\n"@path": /v1/batches\n"@query": ?\n` +
    `"content-digest": ${headers['content-digest']}\n"@signature-params": ${match[1]}`;
  return verify(null, Buffer.from(base), kiosk.key, Buffer.from(signature[1], 'base64'))
    ? { kiosk, nonce: match[3] } : null;
}

function answerHeaders(body, nonce) {
  const digest = digestOf(body);
  const input = `("@status" "content-digest");created=${Math.floor(Date.now() / 1000)};nonce="${nonce}";` +
    `keyid="${fleet.office.id}";alg="ed25519";tag="anjungan-answer"`;
  const base = `"@status": 200\n"content-digest": ${digest}\n"@signature-params": ${input}`;
  return {
    'Content-Type': 'application/json',
    'Content-Digest': digest,
    'Signature-Input': `anj=${input}`,
    Signature: `anj=:${sign(null, Buffer.from(base), own).toString('base64')}:`,
  };
}

// The answer to a batch: [status, headers, body].
async function take(headers, body) {
  const claim = check(headers, body);
  if (!claim) return [401, {}, ''];
  const batch = JSON.parse(body);
  if (batch.kiosk !== claim.kiosk.name) return [403, {}, ''];
  const received = Date.now();
  const pending = keep(batch, received);
  const verdicts = Array.isArray(pending) ? pending : await pending;
  const text = JSON.stringify({ kiosk: batch.kiosk, received, log: batch.log, verdicts, want: [] });
  return [200, answerHeaders(text, claim.nonce), text];
}

// ---- the server

const limit = 512 * 1024;

async function serveFastify() {
  const { default: fastify } = await import('fastify');
  const app = fastify({ logger: false, bodyLimit: limit });
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.post('/v1/batches', async (request, reply) => {
    const [status, headers, text] = await take(request.headers, request.body);
    return reply.code(status).headers(headers).send(text);
  });
  await app.listen({ port: Number(port), host: '127.0.0.1' });
}

async function serveExpress() {
  const { default: express } = await import('express');
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.post('/v1/batches', express.raw({ type: 'application/json', limit }), (request, response, next) => {
    take(request.headers, request.body)
      .then(([status, headers, text]) => response.status(status).set(headers).end(text))
      .catch(next);
  });
  app.listen(Number(port), '127.0.0.1');
}

await (framework === 'express' ? serveExpress : serveFastify)();
console.log('ready');
