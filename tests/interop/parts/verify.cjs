// SPDX-License-Identifier: Apache-2.0
//
// verify CERTIFICATE DOCUMENT - holds the signature of a document against the
// key of a certificate, with xadesjs.  Exit code 0: it holds, 1: it does not.

'use strict';
const { webcrypto, X509Certificate } = require('node:crypto');
const { readFileSync } = require('node:fs');
const xmldom = require('@xmldom/xmldom');
const xpath = require('xpath');
const xades = require('xadesjs');

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const algorithms = {
	ec: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
	rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};

async function verify(certificate, document) {
	xades.setNodeDependencies({ ...xmldom, xpath });
	xades.Application.setEngine('NodeJS', webcrypto);
	const key = new X509Certificate(readFileSync(certificate)).publicKey;
	const trusted = await webcrypto.subtle.importKey('spki',
		key.export({ type: 'spki', format: 'der' }),
		algorithms[key.asymmetricKeyType], true, ['verify']);
	const doc = xades.Parse(readFileSync(document, 'utf8'));
	const found = doc.getElementsByTagNameNS(DS, 'Signature');
	if (found.length !== 1)
		return false;
	const signed = new xades.SignedXml(doc);
	signed.LoadXml(found[0]);
	// It imports the key again, and has forgotten its curve by then.
	if (signed.Algorithm.name === 'ECDSA')
		signed.Algorithm = { ...signed.Algorithm, namedCurve: 'P-256' };
	const references = signed.XmlSignature.SignedInfo.References.Count;
	const said = signed.Properties.SignedProperties
		.SignedSignatureProperties.SigningTime.Value;
	return await signed.Verify(trusted) && references === 2 &&
		!Number.isNaN(said.getTime());
}

verify(process.argv[2], process.argv[3]).then(
	(holds) => process.exit(holds ? 0 : 1),
	(fault) => {
		console.error(fault.message);
		process.exit(1);
	});
