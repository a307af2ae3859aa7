// @azure/identity's credential under Microsoft's Graph client for JavaScript: make, read, page through, change and delete apps.
import { ClientSecretCredential } from '@azure/identity';
import { Client, PageIterator } from '@microsoft/microsoft-graph-client';
import { TokenCredentialAuthenticationProvider } from '@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js';

const { TENANT_ID, CLIENT_ID, CLIENT_SECRET } = process.env;
const credential = new ClientSecretCredential(TENANT_ID, CLIENT_ID, CLIENT_SECRET);
const graph = Client.initWithMiddleware({
  authProvider: new TokenCredentialAuthenticationProvider(credential, { scopes: ['https://graph.microsoft.com/.default'] }),
});
const made = [];
for (const number of [1, 2, 3]) {
  made.push(await graph.api('/applications').post({ displayName: `From JavaScript ${number}`, signInAudience: 'AzureADMyOrg' }));
}
const found = await graph.api('/applications').filter("startswith(displayName,'From JavaScript')").select('id,displayName').get();
const names = [];
const pages = new PageIterator(graph, await graph.api('/applications').select('displayName').top(2).get(), (app) => {
  names.push(app.displayName);
  return true;
});
await pages.iterate();
await graph.api(`/applications/${made[0].id}`).patch({ web: { redirectUris: ['https://example.com/back'] } });
const secret = await graph.api(`/applications/${made[0].id}/addPassword`).post({ passwordCredential: { displayName: 'made in JavaScript' } });
const counted = await graph.api('/applications').header('ConsistencyLevel', 'eventual').count(true).search('"displayName:JavaScript"').get();
let refusal;
try {
  await graph.api('/applications/00000000-0000-4000-8000-000000000000').get();
} catch (error) {
  refusal = { status: error.statusCode, code: error.code };
}
for (const app of made) await graph.api(`/applications/${app.id}`).delete();
console.log(JSON.stringify({
  found: found.value.length,
  listed: names.filter((name) => name.startsWith('From JavaScript')).length,
  secretHasText: secret.secretText.length > 0,
  counted: counted['@odata.count'],
  refusal,
}));
