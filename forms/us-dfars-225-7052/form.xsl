<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- What a supplier tells the next tier under the clause. -->
<xsl:stylesheet version="1.0"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:f="urn:retrace:filing:1" exclude-result-prefixes="f">

<xsl:import href="../form.xsl"/>

<xsl:variable name="form-en" select="'Origin of magnets: DFARS 252.225-7052'"/>
<xsl:variable name="form-zh" select="'磁体来源说明：DFARS 252.225-7052'"/>
<xsl:variable name="to-en" select="'Contracting officer'"/>
<xsl:variable name="to-zh" select="'合同官'"/>

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
