<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- What is behind the label of article 28 and the publication of article 29. -->
<xsl:stylesheet version="1.0"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:f="urn:retrace:filing:1" exclude-result-prefixes="f">

<xsl:import href="../form.xsl"/>

<xsl:variable name="form-en" select="'Permanent magnets in a product: EU Critical Raw Materials Act, articles 28 and 29'"/>
<xsl:variable name="form-zh" select="'产品所含永磁体：欧盟《关键原材料法》第28、29条'"/>
<xsl:variable name="to-en" select="''"/>
<xsl:variable name="to-zh" select="''"/>

<!-- What is in the product comes first; who asks for it knows the parties. -->
<xsl:template match="/*" mode="sections">
	<xsl:apply-templates select="f:header"/>
	<xsl:call-template name="findings"/>
	<xsl:call-template name="goods"/>
	<xsl:call-template name="parties"/>
	<xsl:call-template name="intent"/>
	<xsl:call-template name="grounds"/>
</xsl:template>

</xsl:stylesheet>
