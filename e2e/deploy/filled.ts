// Values for a test, in place of what an operator fills in.

const words = 'filled in for a test';
const masterKey = Buffer.alloc(32, 7).toString('base64');

/** A Secret's places with something in each. */
export function filled(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [key, value === 'replace-me' ? valueFor(key) : value]),
  );
}

export function valueFor(key: string): string {
  if (key === 'PORTOLAN_MASTER_KEY') return masterKey;
  if (key === 'PORTOLAN_MONGO_URL') return 'mongodb://mongo:27017/?replicaSet=rs0';
  return key.endsWith('API_KEYS') ? '[]' : words;
}
