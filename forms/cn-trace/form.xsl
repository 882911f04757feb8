<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- The disclosure that the assumed law would ask for. -->
<xsl:stylesheet version="1.0"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:f="urn:retrace:filing:1" exclude-result-prefixes="f">

<xsl:import href="../form.xsl"/>

<xsl:variable name="form-en" select="'Disclosure of rare earths of Chinese origin and of the intentions with them'"/>
<xsl:variable name="form-zh" select="'含中国原产稀土产品及其用途意图申报书'"/>
<xsl:variable name="to-en" select="'Ministry of Commerce of China'"/>
<xsl:variable name="to-zh" select="'中华人民共和国商务部'"/>

</xsl:stylesheet>
