export { type EmmettPeer, openEmmett } from './emmett.ts';
export { type MediciPeer, openMedici } from './medici.ts';
