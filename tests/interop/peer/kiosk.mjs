// A kiosk of another make before our office: signs what our verifier takes, verifies what our office
// signs. `offer FILE KEY` writes its public halves; `ask URL ENROLMENT KEY` asks.
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { check, digest, done, holds, identity, makeKey, nonce, publicKeyOf, signed } from './profile.mjs';

const kiosk = 'PKL-01';
const [, , act, ...words] = process.argv;

function offer(file, keyFile) {
    const key = makeKey();
    writeFileSync(file, JSON.stringify({ kiosk, device: identity(key) }));
    writeFileSync(keyFile, JSON.stringify({ bytes: key.bytes.toString('base64url'),
        secret: key.secret.export({ format: 'pem', type: 'pkcs8' }) }), { mode: 0o600 });
}

async function send(url, message, body) {
    const answer = await fetch(url, { method: message.method, headers: message.headers, body });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, headers: Object.fromEntries(answer.headers), bytes };
}

function message(method, url, body) {
    const headers = { 'Content-Digest': digest(body ?? ''), 'Anjungan-Kiosk': kiosk };
    if (body) headers['Content-Type'] = 'application/json';
    return { method, url, headers };
}

async function ask(url, enrolmentFile, keyFile) {
    const office = publicKeyOf(Buffer.from(JSON.parse(readFileSync(enrolmentFile)).office.sign, 'base64url'));
    const kept = JSON.parse(readFileSync(keyFile));
    const key = { ...publicKeyOf(Buffer.from(kept.bytes, 'base64url')), secret: createPrivateKey(kept.secret) };
    const status = `${url}/v1/status?after=0`, feed = `${url}/v1/feed?after=0`, batches = `${url}/v1/batches`;
    const batch = JSON.stringify({ kiosk, highest_receipted: 0, version: 'peer', items: [],
        log: { number: 0, hash: Buffer.alloc(32).toString('base64url') } });

    const attempt = async (what, want, make, body) => {
        const values = { nonce: nonce() };
        const sent = await make(values);
        const answer = await send(sent.url, sent, body);
        check(what, answer.status === want, `${answer.status} instead of ${want}: ${answer.bytes}`);
        return { ...answer, nonce: values.nonce };
    };
    const answered = async (what, answer) => {
        check(`${what}: its digest is right`, answer.headers['content-digest'] === digest(answer.bytes));
        const good = await holds(answer, office, 'anjungan-answer', { nonce: answer.nonce });
        check(`${what}: the library verifies the office's signature`, good === true, good);
    };
    const request = (values) => (method, target, body) => signed(message(method, target, body), key, 'anjungan-request', values);

    await answered('status', await attempt('status: the office takes the library\'s signature', 200, (v) => request(v)('GET', status)));
    await answered('feed', await attempt('feed, with another query', 200, (v) => request(v)('GET', feed)));
    await answered('batch', await attempt('batch, with a body and no query', 200, (v) => request(v)('POST', batches, batch), batch));

    const n = nonce();
    const time = await send(`${url}/v1/time?n=${n}`, message('GET', `${url}/v1/time?n=${n}`));
    await answered('time', { ...time, nonce: n });
    const altered = { ...time, headers: { ...time.headers, 'content-digest': digest('another body') } };
    check('an altered answer is refused by the library', await holds(altered, office, 'anjungan-answer') !== true);
    check('an answer of another status is refused by the library', await holds({ ...time, status: 201 }, office, 'anjungan-answer') !== true);
    check('an answer to another nonce is not taken', await holds(time, office, 'anjungan-answer', { nonce: nonce() }) !== true);

    await attempt('another body than the one signed', 401, (v) => request(v)('POST', batches, batch), batch.replace('peer', 'pear'));
    await attempt('another query than the one signed', 401, async (v) => ({ ...await request(v)('GET', status), url: feed.replace('feed', 'status').replace('=0', '=1') }));
    await attempt('another path than the one signed', 401, async (v) => ({ ...await request(v)('GET', status), url: feed }));
    await attempt('a key that is not known', 403, (v) => signed(message('GET', status), makeKey(), 'anjungan-request', v));
    await attempt('a known key named, another one used', 401, (v) => signed(message('GET', status), { ...makeKey(), id: key.id }, 'anjungan-request', v));
    await attempt('a signature of an hour ago', 401, (v) => request({ ...v, created: new Date(Date.now() - 3600e3) })('GET', status));
    await attempt('a signature of the other direction', 401, async (v) => {
        const sent = await request(v)('GET', status);
        sent.headers['Signature-Input'] = sent.headers['Signature-Input'].replace('anjungan-request', 'anjungan-answer');
        return sent;
    });
    await attempt('a component too few', 401, async (v) => {
        const { httpbis } = await import('http-message-signatures');
        const { sign } = await import('node:crypto');
        return httpbis.signMessage({ name: 'anj', fields: ['@method', '@path', 'content-digest'],
            params: ['created', 'nonce', 'keyid', 'alg', 'tag'], paramValues: { ...v, created: new Date(), tag: 'anjungan-request' },
            key: { id: key.id, alg: 'ed25519', sign: async (base) => sign(null, base, key.secret) } }, message('GET', status));
    });
    await attempt('no signature', 401, () => message('GET', status));
    done();
}

await { offer, ask }[act](...words);
