// A person at a browser: opens the address that a sign-in asks for, answers the practice tenant's pages, and keeps a picture
// of each. Called in the place of xdg-open, as programs on Linux open a browser:
//   browser.mjs ADDRESS
// Reads USER_NAME, USER_PASSWORD, DECISION (Accept or Cancel), PICTURES (a folder; none without) and the proxy's variables.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const { USER_NAME, USER_PASSWORD, DECISION = 'Accept', PICTURES, HTTPS_PROXY, NODE_EXTRA_CA_CERTS, CHROMIUM = '/usr/bin/chromium' } = process.env;
const patience = 20_000;

// Chromium reads on Linux what it may trust from the home's certificate database, and nowhere else.
const home = mkdtempSync(join(tmpdir(), 'browser-'));
const database = join(home, '.pki', 'nssdb');
mkdirSync(database, { recursive: true });
certutil('-N', '--empty-password');
certutil('-A', '-n', 'practice tenant', '-t', 'C,,', '-i', NODE_EXTRA_CA_CERTS);

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  proxy: { server: HTTPS_PROXY, bypass: 'localhost' },
  env: { ...process.env, HOME: home, NODE_OPTIONS: '' },
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await browser.newPage({ viewport: { width: 720, height: 640 } });
  page.setDefaultTimeout(patience);
  await page.goto(process.argv[2]);
  await picture(page, 'account');
  await page.getByLabel(/email|username|account/i).fill(USER_NAME);
  await page.getByRole('button', { name: 'Next' }).click();
  await picture(page, 'password');
  await page.getByLabel(/password/i).fill(USER_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await picture(page, 'consent');
  await page.getByRole('button', { name: DECISION }).click();
  await page.waitForURL(/^http:\/\/localhost:/);
  await checkResult(page, DECISION === 'Accept' ? 'The sign-in has arrived' : 'You declined the sign-in');
  await picture(page, DECISION === 'Accept' ? 'done' : 'refused');
} finally {
  await browser.close();
  rmSync(home, { recursive: true, force: true });
}

function certutil(...options) {
  const run = spawnSync('certutil', ['-d', `sql:${database}`, ...options], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`certutil ${options[0]} failed: ${run.stderr}`);
}

// The page says how it ended, in its own style, and neither it nor the address bar shows the answer.
async function checkResult(page, expected) {
  const heading = await page.getByRole('heading', { level: 1 }).textContent();
  if (heading !== expected) throw new Error(`The last page is '${heading}', not '${expected}'.`);
  if (new URL(page.url()).search) throw new Error('The answer is in the address bar.');
  const width = await page.locator('main').evaluate(main => getComputedStyle(main).maxWidth);
  if (width !== '544px') throw new Error(`The page's style does not apply: ${width}.`);
}

async function picture(page, name) {
  await page.waitForLoadState();
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `sign-in-${name}.png`) });
}
