// A person without a browser: follows redirects, reads the plain forms of the sign-in pages and answers them.
const decode = (text) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag);
  return found ? decode(found[1]) : undefined;
};

/** Opens an address and answers page after page until one redirects to the awaited address; gives that address. */
export async function answerPages(address, awaited, person) {
  const cookies = new Map();
  let request = { url: new URL(address), method: 'GET' };
  for (let step = 0; step < 20; step++) {
    if (request.url.href.startsWith(awaited)) return request.url;
    const response = await fetch(request.url, {
      method: request.method,
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(request.body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      },
      body: request.body,
    });
    for (const set of response.headers.getSetCookie()) {
      const [name, ...value] = set.split(';')[0].split('=');
      cookies.set(name, value.join('='));
    }
    request = response.headers.has('location')
      ? { url: new URL(response.headers.get('location'), request.url), method: 'GET' }
      : answer(await response.text(), request.url, person);
  }
  throw new Error(`Still not at ${awaited}; the last page was ${request.url.origin}${request.url.pathname}.`);
}

/** Fills in a page's first form and presses its first button. */
function answer(page, url, person) {
  const form = /<form[^>]*>[\s\S]*?<\/form>/i.exec(page)?.[0];
  if (!form) throw new Error(`A page without a form at ${url.origin}${url.pathname}: ${page.replaceAll(/<[^>]*>/g, ' ').trim().slice(0, 400)}`);
  const data = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input[^>]*>/gi)) {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type');
    if (!name || type === 'checkbox') continue;
    data.append(name, type === 'password' ? person.password : name === 'username' || name === 'loginfmt' ? person.userName : attribute(tag, 'value') ?? '');
  }
  const button = /<button[^>]*>/i.exec(form)?.[0] ?? '';
  if (attribute(button, 'name')) data.append(attribute(button, 'name'), attribute(button, 'value') ?? '');
  return { url: new URL(attribute(form, 'action') ?? '', url), method: 'POST', body: data.toString() };
}
