/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verify CERTIFICATE DOCUMENT - holds the signature of a document against
 * the key of a certificate, with the XML signature classes of the JDK in
 * their secure mode.  Exit code 0: it holds, 1: it does not.
 */
import java.io.FileInputStream;
import java.security.cert.CertificateFactory;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class Verify {
	static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";

	static Element only(Document doc, String ns, String name)
	{
		var all = doc.getElementsByTagNameNS(ns, name);
		if (all.getLength() != 1)
			throw new IllegalArgumentException("not one " + name);
		return (Element)all.item(0);
	}

	public static void main(String[] args) throws Exception
	{
		var parser = DocumentBuilderFactory.newInstance();
		parser.setNamespaceAware(true);
		parser.setFeature("http://apache.org/xml/features/"
			+ "disallow-doctype-decl", true);
		Document doc = parser.newDocumentBuilder().parse(args[1]);
		var cert = CertificateFactory.getInstance("X.509")
			.generateCertificate(new FileInputStream(args[0]));
		var context = new DOMValidateContext(
			KeySelector.singletonKeySelector(cert.getPublicKey()),
			only(doc, "http://www.w3.org/2000/09/xmldsig#",
				"Signature"));
		context.setProperty(
			"org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
		context.setIdAttributeNS(
			only(doc, XADES, "SignedProperties"), null, "Id");
		var signature = XMLSignatureFactory.getInstance("DOM")
			.unmarshalXMLSignature(context);
		boolean holds = signature.validate(context)
			&& signature.getSignedInfo().getReferences().size() == 2;
		System.exit(holds ? 0 : 1);
	}
}
