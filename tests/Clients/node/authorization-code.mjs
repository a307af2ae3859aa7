// msal-node: a web app sends a person to the sign-in page and redeems the code that comes back, with PKCE.
// The page is asked and answered without a browser: it is plain forms, and here the person is this script.
import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';
import { answerPages } from './pages.mjs';

const { TENANT_ID, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, USER_NAME, USER_PASSWORD } = process.env;
const app = new ConfidentialClientApplication({
  auth: {
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    authority: `https://login.microsoftonline.com/${TENANT_ID}`,
  },
});
const scopes = ['https://graph.microsoft.com/User.Read'];
const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
const state = new CryptoProvider().createNewGuid();
const nonce = new CryptoProvider().createNewGuid();
const address = await app.getAuthCodeUrl({
  scopes, redirectUri: REDIRECT_URI, state, nonce, codeChallenge: challenge, codeChallengeMethod: 'S256', responseMode: 'query',
});
const landed = await answerPages(address, REDIRECT_URI, { userName: USER_NAME, password: USER_PASSWORD });
if (landed.searchParams.get('state') !== state) throw new Error('The state that came back is another one.');
const result = await app.acquireTokenByCode({ code: landed.searchParams.get('code'), codeVerifier: verifier, scopes, redirectUri: REDIRECT_URI, nonce });
const me = await (await fetch('https://graph.microsoft.com/v1.0/me', { headers: { authorization: `Bearer ${result.accessToken}` } })).json();
console.log(JSON.stringify({
  account: result.account.username,
  nonceMatches: result.idTokenClaims.nonce === nonce,
  issuer: result.idTokenClaims.iss,
  scopes: result.scopes,
  me: me.userPrincipalName,
}));
