<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Beside an application for a licence under announcement No. 18 of 2025. -->
<xsl:stylesheet version="1.0"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:f="urn:retrace:filing:1" exclude-result-prefixes="f">

<xsl:import href="../form.xsl"/>

<xsl:variable name="form-en" select="'Items of Sm, Gd, Tb, Dy, Lu, Sc and Y: content and end use'"/>
<xsl:variable name="form-zh" select="'钐、钆、铽、镝、镥、钪、钇相关物项：含量与最终用途说明'"/>
<xsl:variable name="to-en" select="'Ministry of Commerce of China'"/>
<xsl:variable name="to-zh" select="'中华人民共和国商务部'"/>

</xsl:stylesheet>
