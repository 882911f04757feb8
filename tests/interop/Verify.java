/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verify CERTIFICATE DOCUMENT... - holds the signatures of documents against
 * the key of a certificate, with the XML signature classes of the JDK in
 * their secure mode.  Prints a word for each: "holds", "does not hold", or the
 * exception that refuses it.  Exit code 0: all hold, 1: one does not.
 */
import java.io.FileInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
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

	static boolean holds(X509Certificate cert, String path)
		throws Exception
	{
		var parser = DocumentBuilderFactory.newInstance();
		parser.setNamespaceAware(true);
		parser.setFeature("http://apache.org/xml/features/"
			+ "disallow-doctype-decl", true);
		var builder = parser.newDocumentBuilder();
		builder.setErrorHandler(null);
		Document doc = builder.parse(path);
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
		return signature.validate(context)
			&& signature.getSignedInfo().getReferences().size() == 2;
	}

	public static void main(String[] args) throws Exception
	{
		var cert = (X509Certificate)CertificateFactory
			.getInstance("X.509")
			.generateCertificate(new FileInputStream(args[0]));
		boolean all = true;
		for (int i = 1; i < args.length; i++) {
			String word;
			try {
				word = holds(cert, args[i]) ? "holds"
					: "does not hold";
			} catch (Exception e) {
				word = e.getClass().getSimpleName();
			}
			all &= word.equals("holds");
			System.out.println(word);
		}
		System.exit(all ? 0 : 1);
	}
}
