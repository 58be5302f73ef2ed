export { type Chance, chanceFrom } from '@portolan/testkit/simulation';
