<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Beside an application under announcement No. 61 of 2025: what its boxes on
     goods, composition, end user and end use ask for. -->
<xsl:stylesheet version="1.0"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:f="urn:retrace:filing:1" exclude-result-prefixes="f">

<xsl:import href="../form.xsl"/>

<xsl:variable name="form-en" select="'Rare-earth items made abroad: content and end use'"/>
<xsl:variable name="form-zh" select="'境外相关稀土物项：含量与最终用途说明'"/>
<xsl:variable name="to-en" select="'Ministry of Commerce of China'"/>
<xsl:variable name="to-zh" select="'中华人民共和国商务部'"/>

</xsl:stylesheet>
