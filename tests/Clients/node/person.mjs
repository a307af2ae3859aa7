// The person at the browser: opens an address, answers the pages and prints the address that the browser ends at.
import { answerPages } from './pages.mjs';

const { USER_NAME, USER_PASSWORD } = process.env;
const [address, redirectUri] = process.argv.slice(2);
console.log((await answerPages(address, redirectUri, { userName: USER_NAME, password: USER_PASSWORD })).href);
