// An office of another make: verifies what our anjungan-syncd signs, signs what it takes.
// `keys FILE OFFER` writes an enrolment for that offer; `serve PORT OFFER KEY` answers until syncd has
// asked for everything, first as somebody else would.
import { createPrivateKey, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import { check, digest, done, holds, identity, makeKey, nonce, publicKeyOf, signed } from './profile.mjs';

const [, , act, ...words] = process.argv;
const json = (file) => JSON.parse(readFileSync(file));

function keys(enrolmentFile, offerFile, keyFile, port) {
    const key = makeKey();
    writeFileSync(enrolmentFile, JSON.stringify({
        kiosk: json(offerFile).kiosk,
        office_url: `http://127.0.0.1:${port}`,
        office: identity(key),
        escrow: identity(makeKey()).seal,
        fleet_salt: randomBytes(16).toString('base64url'),
    }));
    writeFileSync(keyFile, JSON.stringify({ bytes: key.bytes.toString('base64url'),
        secret: key.secret.export({ format: 'pem', type: 'pkcs8' }) }), { mode: 0o600 });
}

function serve(port, offerFile, keyFile) {
    const kept = json(keyFile);
    const key = { ...publicKeyOf(Buffer.from(kept.bytes, 'base64url')), secret: createPrivateKey(kept.secret) };
    const device = publicKeyOf(Buffer.from(json(offerFile).device.sign, 'base64url'));
    const bodies = {
        '/v1/time': () => JSON.stringify({ now: Date.now() }),
        '/v1/status': () => JSON.stringify({ cursor: 0, more: false, rows: [] }),
        '/v1/feed': () => '',
    };
    // What syncd must not take for the office's word: it asks for the time until one is.
    const liars = [
        ['no signature at all', async (m) => m],
        ['another office\'s key', (m, n) => signed(m, { ...makeKey(), id: key.id }, 'anjungan-answer', { nonce: n })],
        ['the answer to another nonce', (m) => signed(m, key, 'anjungan-answer', { nonce: nonce() })],
        ['a body that was changed', (m, n) => signed({ ...m, headers: { ...m.headers, 'Content-Digest': digest('other') } }, key, 'anjungan-answer', { nonce: n })],
    ];
    let lies = 0;
    const seen = new Set();
    const finish = () => {
        if (seen.size < 3) return;
        check(`${lies} wrong answers were not taken, the right one was`, lies === liars.length);
        done();
    };
    createServer(async (request, response) => {
        const body = [];
        for await (const part of request) body.push(part);
        const url = new URL(request.url, `http://127.0.0.1:${port}`);
        const asked = { method: request.method, url, headers: request.headers };
        const timed = url.pathname === '/v1/time';
        let n = url.searchParams.get('n');
        if (!timed) {
            const good = await holds(asked, device, 'anjungan-request');
            if (!seen.has(url.pathname)) {
                check(`${url.pathname}: the library verifies syncd's signature`, good === true, good);
                check(`${url.pathname}: its digest is right`, request.headers['content-digest'] === digest(Buffer.concat(body)));
                const other = new URL(url); other.search = '?after=7';
                check(`${url.pathname}: refused with another query`, await holds({ ...asked, url: other }, device, 'anjungan-request') !== true);
            }
            n = /nonce="([^"]+)"/.exec(request.headers['signature-input'])?.[1];
        }
        const text = bodies[url.pathname]?.() ?? '';
        const message = { status: url.pathname === '/v1/feed' ? 304 : 200, headers: { 'Content-Digest': digest(text), 'Content-Type': 'application/json' } };
        const lie = timed && lies < liars.length ? liars[lies++][1] : null;
        const answer = await (lie ?? ((m) => signed(m, key, 'anjungan-answer', { nonce: n })))(message, n);
        response.writeHead(answer.status, answer.headers);
        response.end(text, () => {
            if (!lie) seen.add(url.pathname);
            finish();
        });
    }).listen(port, '127.0.0.1');
    setTimeout(() => { check('syncd asked for time, statuses and feed', false, [...seen].join(' ')); done(); }, 60e3);
}

await { keys, serve }[act](...words);
