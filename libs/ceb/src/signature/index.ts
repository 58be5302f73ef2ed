export { certificateFrom, holdsAt, rsaCertificate, type Subject, sm2Certificate } from './certificate.ts';
export {
  type CardLimits,
  type Pace,
  type QueuedSigner,
  queuedSigner,
  SignerBusy,
  type SignerFigures,
} from './queue.ts';
export { signEnvelope, signMessage } from './sign.ts';
export { algorithmNames, type Certificate, type SignatureAlgorithm, type Signer } from './signer.ts';
export { sm2KeyOf, sm2PublicKey, sm2Sign, sm2Verify } from './sm2.ts';
export { type KeyMaterial, rsaSigner, sm2Signer, softwareSigner } from './software.ts';
export { type SignatureFlaw, type Verdict, verifySignature } from './verify.ts';
