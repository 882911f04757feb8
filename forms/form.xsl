<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- A draft or a filing as a page to read and to print, in English, in Chinese
     or in both.  What every form has; the form.xsl of a rule pack imports it,
     names the form and orders its sections.

     A number is printed as it stands in the filing, digit by digit.  What has
     no place of its own is printed all the same, by its name: facts, below.
     The words are in words.xml. -->
<xsl:stylesheet version="1.0"
	xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
	xmlns:f="urn:retrace:filing:1" xmlns:w="urn:retrace:form-words:1"
	xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
	xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"
	exclude-result-prefixes="f w ds xades">

<xsl:output method="html" encoding="UTF-8" indent="no"/>

<!-- en, zh or both -->
<xsl:param name="language" select="'both'"/>
<!-- What no stylesheet can find out: from the certificate, of the bytes. -->
<xsl:param name="signer"/>
<xsl:param name="sha256"/>

<!-- Of a rule pack: the name of its form, and to whom it goes.  These are of
     one that has no form.xsl. -->
<xsl:variable name="form-en" select="'Disclosure of rare earths'"/>
<xsl:variable name="form-zh" select="'稀土申报书'"/>
<xsl:variable name="to-en"/>
<xsl:variable name="to-zh"/>

<xsl:variable name="words" select="document('words.xml')"/>
<xsl:key name="word" match="w:word" use="@id"/>
<xsl:key name="rule" match="f:pack/f:rule" use="concat(../@id, ' ', @id)"/>

<!-- Words. -->

<xsl:template name="pair">
	<xsl:param name="en"/>
	<xsl:param name="zh"/>
	<xsl:choose>
	<xsl:when test="$language = 'en' or $zh = ''"><xsl:value-of select="$en"/></xsl:when>
	<xsl:when test="$language = 'zh'"><span lang="zh-CN"><xsl:value-of select="$zh"/></span></xsl:when>
	<xsl:when test="$en = $zh"><xsl:value-of select="$en"/></xsl:when>
	<xsl:otherwise>
		<xsl:value-of select="$en"/><xsl:text> </xsl:text>
		<span class="zh" lang="zh-CN"><xsl:value-of select="$zh"/></span>
	</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- The first of the words that there is, or what is said instead. -->
<xsl:template name="say">
	<xsl:param name="id"/>
	<xsl:param name="or" select="''"/>
	<xsl:param name="else" select="$id"/>
	<xsl:for-each select="$words">
		<xsl:variable name="first" select="key('word', $id)"/>
		<xsl:variable name="word" select="$first | key('word', $or)[not($first)]"/>
		<xsl:choose>
		<xsl:when test="$word">
			<xsl:call-template name="pair">
				<xsl:with-param name="en" select="$word/@en"/>
				<xsl:with-param name="zh" select="$word/@zh"/>
			</xsl:call-template>
		</xsl:when>
		<xsl:otherwise><xsl:value-of select="$else"/></xsl:otherwise>
		</xsl:choose>
	</xsl:for-each>
</xsl:template>

<xsl:template name="label">
	<xsl:param name="of" select="local-name()"/>
	<xsl:param name="in" select="local-name(..)"/>
	<xsl:call-template name="say">
		<xsl:with-param name="id" select="concat('field.', $in, '.', $of)"/>
		<xsl:with-param name="or" select="concat('field.', $of)"/>
		<xsl:with-param name="else" select="$of"/>
	</xsl:call-template>
</xsl:template>

<xsl:template name="title">
	<xsl:param name="of"/>
	<xsl:call-template name="say">
		<xsl:with-param name="id" select="concat('title.', $of)"/>
	</xsl:call-template>
</xsl:template>

<!-- A word of a list of words is told in the reader's language; any other
     value is what the filing says. -->
<xsl:template name="value">
	<xsl:param name="of" select="local-name()"/>
	<xsl:param name="is" select="string()"/>
	<xsl:choose>
	<xsl:when test="$is = ''"><span class="blank">—</span></xsl:when>
	<xsl:otherwise>
		<xsl:call-template name="say">
			<xsl:with-param name="id" select="concat('value.', $of, '.', $is)"/>
			<xsl:with-param name="or">
				<xsl:if test="$is = 'yes' or $is = 'no' or $is = 'unknown'">
					<xsl:value-of select="concat('value.', $is)"/>
				</xsl:if>
			</xsl:with-param>
			<xsl:with-param name="else" select="$is"/>
		</xsl:call-template>
	</xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- All of these attributes, each with its name. -->
<xsl:template name="facts">
	<xsl:param name="list" select="@*"/>
	<xsl:if test="$list">
		<dl>
		<xsl:for-each select="$list">
			<div>
				<dt><xsl:call-template name="label"/></dt>
				<dd>
				<xsl:if test="string-length() &gt; 40 and not(contains(., ' '))">
					<xsl:attribute name="class">long</xsl:attribute>
				</xsl:if>
				<xsl:call-template name="value"/>
				</dd>
			</div>
		</xsl:for-each>
		</dl>
	</xsl:if>
</xsl:template>

<!-- The same, in a cell: one after the other. -->
<xsl:template name="in-line">
	<xsl:param name="list"/>
	<xsl:for-each select="$list">
		<xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
		<xsl:call-template name="label"/>
		<xsl:if test=". != 'yes'">
			<xsl:text>: </xsl:text>
			<xsl:call-template name="value"/>
		</xsl:if>
	</xsl:for-each>
</xsl:template>

<!-- An interval, in the signs that title.intervals explains. -->
<xsl:template name="interval">
	<xsl:param name="of" select="."/>
	<xsl:for-each select="$of">
		<xsl:if test="@rounded"><xsl:text>≈ </xsl:text></xsl:if>
		<xsl:choose>
		<xsl:when test="@low and @high and @low = @high and not(@low-open) and not(@high-open)">
			<xsl:value-of select="@low"/>
		</xsl:when>
		<xsl:when test="@low and @high">
			<xsl:if test="@low-open">&gt; </xsl:if>
			<xsl:value-of select="@low"/>
			<xsl:text> – </xsl:text>
			<xsl:if test="@high-open">&lt; </xsl:if>
			<xsl:value-of select="@high"/>
		</xsl:when>
		<xsl:when test="@low">
			<xsl:choose>
			<xsl:when test="@low-open">&gt; </xsl:when>
			<xsl:otherwise>≥ </xsl:otherwise>
			</xsl:choose>
			<xsl:value-of select="@low"/>
		</xsl:when>
		<xsl:when test="@high">
			<xsl:choose>
			<xsl:when test="@high-open">&lt; </xsl:when>
			<xsl:otherwise>≤ </xsl:otherwise>
			</xsl:choose>
			<xsl:value-of select="@high"/>
		</xsl:when>
		<xsl:otherwise>
			<xsl:call-template name="value">
				<xsl:with-param name="of" select="'amount'"/>
				<xsl:with-param name="is" select="'unknown'"/>
			</xsl:call-template>
		</xsl:otherwise>
		</xsl:choose>
		<xsl:if test="@unit"><xsl:text> </xsl:text><xsl:value-of select="@unit"/></xsl:if>
	</xsl:for-each>
</xsl:template>

<!-- An item by maker, part number, revision and name. -->
<xsl:template name="item">
	<xsl:if test="@maker"><xsl:value-of select="@maker"/><xsl:text> </xsl:text></xsl:if>
	<xsl:if test="@sealed-maker"><small><xsl:call-template name="title"><xsl:with-param name="of" select="'sealed-maker'"/></xsl:call-template></small><xsl:text> </xsl:text></xsl:if>
	<b><xsl:value-of select="@part"/></b>
	<xsl:if test="@revision">
		<xsl:text> </xsl:text>
		<xsl:call-template name="label">
			<xsl:with-param name="of" select="'revision'"/>
		</xsl:call-template>
		<xsl:text> </xsl:text><xsl:value-of select="@revision"/>
	</xsl:if>
	<xsl:if test="@name"><xsl:text> </xsl:text><xsl:value-of select="@name"/></xsl:if>
</xsl:template>

<!-- A value, or the digest under which it is kept back. -->
<xsl:template name="kept">
	<xsl:param name="clear"/>
	<xsl:param name="digest"/>
	<xsl:choose>
	<xsl:when test="$digest">
		<small>
			<xsl:call-template name="title"><xsl:with-param name="of" select="'sealed'"/></xsl:call-template>
			<xsl:text> </xsl:text>
			<code><xsl:value-of select="$digest"/></code>
		</small>
	</xsl:when>
	<xsl:otherwise><xsl:value-of select="$clear"/></xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- The page.  The head of a table is repeated on every sheet. -->

<xsl:template match="/">
	<html>
	<xsl:attribute name="lang">
		<xsl:choose>
		<xsl:when test="$language = 'zh'">zh-CN</xsl:when>
		<xsl:otherwise>en</xsl:otherwise>
		</xsl:choose>
	</xsl:attribute>
	<head>
		<meta charset="utf-8"/>
		<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
		<meta name="viewport" content="width=device-width, initial-scale=1"/>
		<title>
			<xsl:value-of select="*/f:product[1]/@part"/>
			<xsl:if test="*/f:product[2]"> …</xsl:if>
			<xsl:text> – </xsl:text>
			<xsl:choose>
			<xsl:when test="$language = 'zh'"><xsl:value-of select="$form-zh"/></xsl:when>
			<xsl:otherwise><xsl:value-of select="$form-en"/></xsl:otherwise>
			</xsl:choose>
		</title>
		<style><xsl:call-template name="style"/></style>
	</head>
	<body>
		<table class="sheet">
		<thead><tr><td><xsl:apply-templates select="*" mode="running"/></td></tr></thead>
		<tbody><tr><td>
			<xsl:apply-templates select="*" mode="heading"/>
			<xsl:apply-templates select="*/f:missing[f:field]"/>
			<xsl:apply-templates select="*" mode="sections"/>
			<xsl:apply-templates select="f:filing" mode="signature"/>
			<xsl:apply-templates select="*/f:checkpoint"/>
		</td></tr></tbody>
		</table>
	</body>
	</html>
</xsl:template>

<xsl:template match="/*" mode="running">
	<div class="running">
		<span>
			<xsl:call-template name="pair">
				<xsl:with-param name="en" select="$form-en"/>
				<xsl:with-param name="zh" select="$form-zh"/>
			</xsl:call-template>
		</span>
		<xsl:if test="f:header/@hypothetical = 'yes'">
			<strong>
				<xsl:call-template name="title">
					<xsl:with-param name="of" select="'hypothetical'"/>
				</xsl:call-template>
			</strong>
		</xsl:if>
		<xsl:if test="self::f:draft">
			<strong>
				<xsl:call-template name="title">
					<xsl:with-param name="of" select="'draft'"/>
				</xsl:call-template>
			</strong>
		</xsl:if>
		<xsl:if test="@id"><code><xsl:value-of select="@id"/></code></xsl:if>
	</div>
</xsl:template>

<xsl:template match="/*" mode="heading">
	<h1>
		<xsl:call-template name="pair">
			<xsl:with-param name="en" select="$form-en"/>
			<xsl:with-param name="zh" select="$form-zh"/>
		</xsl:call-template>
	</h1>
	<xsl:if test="$to-en != ''">
		<p class="to">
			<xsl:call-template name="pair">
				<xsl:with-param name="en" select="concat('To: ', $to-en)"/>
				<xsl:with-param name="zh" select="concat('致：', $to-zh)"/>
			</xsl:call-template>
		</p>
	</xsl:if>
	<xsl:for-each select="f:product">
		<p class="what"><xsl:call-template name="item"/></p>
	</xsl:for-each>
	<p class="note"><xsl:call-template name="title"><xsl:with-param name="of" select="'not-official'"/></xsl:call-template></p>
	<p class="note"><xsl:call-template name="title"><xsl:with-param name="of" select="'unverified'"/></xsl:call-template></p>
	<p class="note"><xsl:call-template name="title"><xsl:with-param name="of" select="'intervals'"/></xsl:call-template></p>
	<xsl:if test="f:header/@kind = 'notice' or f:header/@kind = 'report'">
		<p class="kind"><xsl:call-template name="title"><xsl:with-param name="of" select="f:header/@kind"/></xsl:call-template></p>
	</xsl:if>
	<xsl:apply-templates select="f:header/f:notice"/>
</xsl:template>

<!-- Of a sentence in two languages, those that are asked for. -->
<xsl:template match="f:notice">
	<xsl:if test="$language = 'both' or @lang = $language or not(../f:notice[@about = current()/@about and @lang = $language])">
		<p class="notice" lang="{@lang}"><xsl:value-of select="."/></p>
	</xsl:if>
</xsl:template>

<xsl:template match="f:missing">
	<section class="missing">
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'missing'"/></xsl:call-template></h2>
	<table>
	<xsl:for-each select="f:field">
		<tr><td><code><xsl:value-of select="@name"/></code></td><td><xsl:value-of select="."/></td></tr>
	</xsl:for-each>
	</table>
	</section>
</xsl:template>

<!-- What a draft keeps back once it is filed. -->
<xsl:template match="f:seal">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'seal'"/></xsl:call-template></h2>
	<p>
		<xsl:call-template name="words">
			<xsl:with-param name="list" select="@fields"/>
			<xsl:with-param name="of" select="'fields'"/>
		</xsl:call-template>
	</p>
	</section>
</xsl:template>

<!-- Words of a list that blanks separate. -->
<xsl:template name="words">
	<xsl:param name="list"/>
	<xsl:param name="of"/>
	<xsl:variable name="first" select="substring-before(concat($list, ' '), ' ')"/>
	<xsl:if test="$first != ''">
		<xsl:call-template name="value">
			<xsl:with-param name="of" select="$of"/>
			<xsl:with-param name="is" select="$first"/>
		</xsl:call-template>
		<xsl:if test="contains($list, ' ')"><xsl:text>; </xsl:text></xsl:if>
		<xsl:call-template name="words">
			<xsl:with-param name="list" select="substring-after($list, ' ')"/>
			<xsl:with-param name="of" select="$of"/>
		</xsl:call-template>
	</xsl:if>
</xsl:template>

<!-- The sections, in the order of an application; a pack may have another. -->
<xsl:template match="/*" mode="sections">
	<xsl:apply-templates select="f:header"/>
	<xsl:call-template name="parties"/>
	<xsl:call-template name="intent"/>
	<xsl:call-template name="goods"/>
	<xsl:call-template name="findings"/>
	<xsl:call-template name="grounds"/>
</xsl:template>

<!-- Each product is a section of its own. -->
<xsl:template name="findings">
	<xsl:apply-templates select="f:product"/>
	<xsl:apply-templates select="f:valuation"/>
	<xsl:apply-templates select="f:transaction"/>
	<xsl:apply-templates select="f:documents[f:item]"/>
</xsl:template>

<xsl:template name="grounds">
	<xsl:for-each select="f:licence[*[. != '']]">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'licence'"/></xsl:call-template></h2>
		<xsl:call-template name="fields"/>
		</section>
	</xsl:for-each>
	<xsl:if test="f:end-use-certificate[*[. != '']]">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'end-use-certificate'"/></xsl:call-template></h2>
		<table>
			<thead><tr><xsl:call-template name="heads"><xsl:with-param name="of" select="'number contract date sha256'"/><xsl:with-param name="in" select="'end-use-certificate'"/></xsl:call-template></tr></thead>
			<xsl:for-each select="f:end-use-certificate">
				<tr>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:number"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:contract"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:date"/></xsl:call-template></td>
					<td class="long"><xsl:call-template name="given"><xsl:with-param name="of" select="f:sha256"/></xsl:call-template></td>
				</tr>
			</xsl:for-each>
		</table>
		</section>
	</xsl:if>
	<xsl:if test="f:upstream[*[. != '' or @sealed]]">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'upstream'"/></xsl:call-template></h2>
		<table>
			<thead><tr><xsl:call-template name="heads"><xsl:with-param name="of" select="'issuer date id sha256'"/><xsl:with-param name="in" select="'upstream'"/></xsl:call-template></tr></thead>
			<xsl:for-each select="f:upstream">
				<tr>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:issuer"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:date"/></xsl:call-template></td>
					<td class="long"><xsl:call-template name="given"><xsl:with-param name="of" select="f:id"/></xsl:call-template></td>
					<td class="long"><xsl:call-template name="given"><xsl:with-param name="of" select="f:sha256"/></xsl:call-template></td>
				</tr>
			</xsl:for-each>
		</table>
		</section>
	</xsl:if>
	<xsl:for-each select="f:review">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'review'"/></xsl:call-template></h2>
		<xsl:call-template name="fields"/>
		</section>
	</xsl:for-each>
	<xsl:apply-templates select="f:policy"/>
	<xsl:apply-templates select="f:assumptions"/>
	<xsl:apply-templates select="f:inputs"/>
	<xsl:apply-templates select="f:seal"/>
</xsl:template>

<!-- What the document is, and under which rules. -->
<xsl:template match="f:header">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'header'"/></xsl:call-template></h2>
	<dl>
		<xsl:if test="../@id">
			<div>
				<dt><xsl:call-template name="label"><xsl:with-param name="of" select="'filing-id'"/></xsl:call-template></dt>
				<dd class="long"><xsl:value-of select="../@id"/></dd>
			</div>
		</xsl:if>
		<xsl:for-each select="../@created | @*">
			<div>
				<dt><xsl:call-template name="label"/></dt>
				<dd><xsl:call-template name="value"/></dd>
			</div>
		</xsl:for-each>
	</dl>
	<xsl:for-each select="f:earlier">
		<h3><xsl:call-template name="title"><xsl:with-param name="of" select="'earlier'"/></xsl:call-template></h3>
		<xsl:call-template name="facts"/>
	</xsl:for-each>
	<xsl:for-each select="../f:change[f:reason[. != '']]">
		<h3><xsl:call-template name="title"><xsl:with-param name="of" select="'change'"/></xsl:call-template></h3>
		<xsl:call-template name="fields"/>
	</xsl:for-each>
	<xsl:for-each select="f:pack">
		<h3>
			<xsl:call-template name="pair">
				<xsl:with-param name="en" select="@title"/>
				<xsl:with-param name="zh" select="@title-zh"/>
			</xsl:call-template>
		</h3>
		<xsl:call-template name="facts">
			<xsl:with-param name="list" select="@*[local-name() != 'title' and local-name() != 'title-zh']"/>
		</xsl:call-template>
		<table>
			<thead><tr>
				<xsl:call-template name="heads"><xsl:with-param name="of" select="'rule state counts clause standing remark'"/></xsl:call-template>
			</tr></thead>
			<xsl:for-each select="f:rule">
				<tr>
					<td>
						<xsl:call-template name="pair">
							<xsl:with-param name="en" select="@title"/>
							<xsl:with-param name="zh" select="@title-zh"/>
						</xsl:call-template>
						<br/><code><xsl:value-of select="@id"/></code>
					</td>
					<td><xsl:for-each select="@state"><xsl:call-template name="value"/></xsl:for-each></td>
					<td>
						<xsl:call-template name="value">
							<xsl:with-param name="of" select="'counts'"/>
							<xsl:with-param name="is">
								<xsl:choose>
								<xsl:when test="@counts"><xsl:value-of select="@counts"/></xsl:when>
								<xsl:otherwise>no</xsl:otherwise>
								</xsl:choose>
							</xsl:with-param>
						</xsl:call-template>
					</td>
					<td><xsl:value-of select="@clause"/></td>
					<td><xsl:for-each select="@standing"><xsl:call-template name="value"/></xsl:for-each></td>
					<td><xsl:value-of select="."/></td>
				</tr>
			</xsl:for-each>
		</table>
	</xsl:for-each>
	</section>
</xsl:template>

<!-- Heads of columns, by the names of fields with blanks between. -->
<xsl:template name="heads">
	<xsl:param name="of"/>
	<xsl:param name="in" select="local-name()"/>
	<xsl:variable name="first" select="substring-before(concat($of, ' '), ' ')"/>
	<xsl:if test="$first != ''">
		<th>
			<xsl:call-template name="label">
				<xsl:with-param name="of" select="$first"/>
				<xsl:with-param name="in">
					<xsl:choose>
					<xsl:when test="$first = 'counts'">rule</xsl:when>
					<xsl:otherwise><xsl:value-of select="$in"/></xsl:otherwise>
					</xsl:choose>
				</xsl:with-param>
			</xsl:call-template>
		</th>
		<xsl:call-template name="heads">
			<xsl:with-param name="of" select="substring-after($of, ' ')"/>
			<xsl:with-param name="in" select="$in"/>
		</xsl:call-template>
	</xsl:if>
</xsl:template>

<!-- What people have filled in. -->

<!-- One field, in every language that it was given in. -->
<xsl:template name="given">
	<xsl:param name="of"/>
	<xsl:choose>
	<xsl:when test="$of/@sealed">
		<xsl:call-template name="kept"><xsl:with-param name="digest" select="$of/@sealed"/></xsl:call-template>
	</xsl:when>
	<xsl:when test="$of[string() != '']">
		<xsl:for-each select="$of[string() != '']">
			<xsl:if test="position() &gt; 1"><br/></xsl:if>
			<xsl:choose>
			<xsl:when test="@lang"><span lang="{@lang}"><xsl:value-of select="."/></span></xsl:when>
			<xsl:otherwise><xsl:call-template name="value"/></xsl:otherwise>
			</xsl:choose>
		</xsl:for-each>
	</xsl:when>
	<xsl:otherwise><span class="blank">—</span></xsl:otherwise>
	</xsl:choose>
</xsl:template>

<!-- All fields of a block, one below the other. -->
<xsl:template name="fields">
	<table class="fields">
	<xsl:if test="self::f:screening or self::f:intentions">
		<xsl:attribute name="class">fields questions</xsl:attribute>
	</xsl:if>
	<xsl:for-each select="*[not(local-name() = local-name(preceding-sibling::*[1]))]">
		<tr>
			<th><xsl:call-template name="label"/></th>
			<td>
				<xsl:call-template name="given">
					<xsl:with-param name="of" select="../*[local-name() = local-name(current())]"/>
				</xsl:call-template>
			</td>
		</tr>
	</xsl:for-each>
	</table>
</xsl:template>

<xsl:template name="parties">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'parties'"/></xsl:call-template></h2>
	<div class="parties">
	<xsl:for-each select="f:filer | f:exporter | f:consignee | f:end-user">
		<div>
			<h3><xsl:call-template name="title"><xsl:with-param name="of" select="local-name()"/></xsl:call-template></h3>
			<xsl:call-template name="fields"/>
		</div>
	</xsl:for-each>
	</div>
	</section>
</xsl:template>

<xsl:template name="intent">
	<xsl:for-each select="f:end-use">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="local-name()"/></xsl:call-template></h2>
		<xsl:call-template name="fields"/>
		</section>
	</xsl:for-each>
	<xsl:if test="f:destination">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'destination'"/></xsl:call-template></h2>
		<table>
			<thead><tr><th class="n">#</th><xsl:call-template name="heads"><xsl:with-param name="of" select="'country role company'"/></xsl:call-template></tr></thead>
			<xsl:for-each select="f:destination">
				<tr>
					<td class="n"><xsl:value-of select="position()"/></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:country"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:role"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:company"/></xsl:call-template></td>
				</tr>
			</xsl:for-each>
		</table>
		</section>
	</xsl:if>
	<xsl:for-each select="f:intentions | f:screening">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="local-name()"/></xsl:call-template></h2>
		<xsl:call-template name="fields"/>
		</section>
	</xsl:for-each>
	<xsl:for-each select="f:undertakings">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="local-name()"/></xsl:call-template></h2>
		<table class="ticks">
		<xsl:for-each select="*">
			<tr>
				<td class="n">
					<xsl:choose>
					<xsl:when test=". = 'true'">☑</xsl:when>
					<xsl:when test=". = 'false'">☒</xsl:when>
					<xsl:otherwise>☐</xsl:otherwise>
					</xsl:choose>
				</td>
				<td><xsl:call-template name="label"/></td>
			</tr>
		</xsl:for-each>
		</table>
		</section>
	</xsl:for-each>
</xsl:template>

<xsl:template name="goods">
	<xsl:call-template name="period"/>
	<xsl:if test="f:goods">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'goods'"/></xsl:call-template></h2>
		<table>
			<thead><tr><th class="n">#</th><xsl:call-template name="heads"><xsl:with-param name="of" select="concat(substring('item ', 1, 5 * boolean(f:goods/f:item[. != ''])), 'description hs control quantity unit unit-price currency contract')"/></xsl:call-template></tr></thead>
			<xsl:for-each select="f:goods">
				<tr>
					<td class="n"><xsl:value-of select="position()"/></td>
					<xsl:if test="../f:goods/f:item[. != '']">
						<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:item"/></xsl:call-template></td>
					</xsl:if>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:description"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:hs"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:control"/></xsl:call-template></td>
					<td class="n"><xsl:call-template name="given"><xsl:with-param name="of" select="f:quantity"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:unit"/></xsl:call-template></td>
					<td class="n"><xsl:call-template name="given"><xsl:with-param name="of" select="f:unit-price"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:currency"/></xsl:call-template></td>
					<td><xsl:call-template name="given"><xsl:with-param name="of" select="f:contract"/></xsl:call-template></td>
				</tr>
			</xsl:for-each>
		</table>
		</section>
	</xsl:if>
	<xsl:apply-templates select="f:totals"/>
</xsl:template>

<xsl:template name="period">
	<xsl:for-each select="f:period[*[. != '']]">
		<section>
		<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'period'"/></xsl:call-template></h2>
		<xsl:call-template name="fields"/>
		</section>
	</xsl:for-each>
</xsl:template>

<!-- What was computed. -->

<xsl:template match="f:product">
	<section class="product">
	<h2>
		<xsl:call-template name="title"><xsl:with-param name="of" select="'product'"/></xsl:call-template>
		<xsl:if test="../f:product[2]">
			<xsl:text> </xsl:text><xsl:number count="f:product"/><xsl:text>: </xsl:text>
			<xsl:call-template name="item"/>
		</xsl:if>
	</h2>
	<dl>
		<xsl:for-each select="@*">
			<div><dt><xsl:call-template name="label"/></dt><dd><xsl:call-template name="value"/></dd></div>
		</xsl:for-each>
		<xsl:for-each select="f:mass">
			<div>
				<dt><xsl:call-template name="label"/></dt>
				<dd>
					<xsl:call-template name="interval"/>
					<xsl:if test="not(@unit)"><xsl:text> g</xsl:text></xsl:if>
				</dd>
			</div>
		</xsl:for-each>
	</dl>
	</section>
	<xsl:apply-templates select="f:verdicts"/>
	<xsl:apply-templates select="f:outcomes[*]"/>
	<xsl:apply-templates select="f:content"/>
	<xsl:apply-templates select="f:places"/>
</xsl:template>

<!-- The rule that an element names by pack and rule. -->
<xsl:template name="rule-title">
	<xsl:variable name="rule" select="key('rule', concat(@pack, ' ', @rule))"/>
	<xsl:call-template name="pair">
		<xsl:with-param name="en" select="$rule/@title"/>
		<xsl:with-param name="zh" select="$rule/@title-zh"/>
	</xsl:call-template>
	<xsl:text> </xsl:text>
	<code><xsl:value-of select="concat(@pack, '/', @rule)"/></code>
</xsl:template>

<xsl:template match="f:verdicts">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'verdicts'"/></xsl:call-template></h2>
	<xsl:apply-templates select="f:verdict"/>
	</section>
</xsl:template>

<xsl:template match="f:verdict">
	<div class="verdict {@is}">
		<h3>
			<span class="badge"><xsl:for-each select="@is"><xsl:call-template name="value"/></xsl:for-each></span>
			<xsl:text> </xsl:text>
			<xsl:call-template name="rule-title"/>
		</h3>
		<xsl:call-template name="facts"><xsl:with-param name="list" select="@by | @gap"/></xsl:call-template>
		<xsl:apply-templates select="f:calculation"/>
	</div>
</xsl:template>

<xsl:template match="f:calculation">
	<div class="calculation">
		<xsl:call-template name="facts">
			<xsl:with-param name="list" select="@*[local-name() != 'compare' and local-name() != 'limit']"/>
		</xsl:call-template>
		<xsl:if test="*">
			<table class="fields">
			<xsl:for-each select="*">
				<tr>
					<th><xsl:call-template name="label"/></th>
					<td class="exact"><xsl:call-template name="interval"/></td>
				</tr>
			</xsl:for-each>
			<xsl:if test="@limit">
				<tr>
					<th><xsl:call-template name="label"><xsl:with-param name="of" select="'limit'"/></xsl:call-template></th>
					<td class="exact"><xsl:value-of select="concat(@compare, ' ', @limit)"/></td>
				</tr>
			</xsl:if>
			</table>
		</xsl:if>
	</div>
</xsl:template>

<xsl:template match="f:valuation">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'valuation'"/></xsl:call-template></h2>
	<xsl:call-template name="facts"/>
	<xsl:call-template name="rows"><xsl:with-param name="of" select="f:price"/><xsl:with-param name="title" select="'prices'"/></xsl:call-template>
	<xsl:call-template name="rows"><xsl:with-param name="of" select="f:rate"/><xsl:with-param name="title" select="'rates'"/></xsl:call-template>
	<xsl:call-template name="rows"><xsl:with-param name="of" select="f:paid"/><xsl:with-param name="title" select="'paid'"/></xsl:call-template>
	</section>
</xsl:template>

<!-- Elements of one kind, a row each, with all that they say. -->
<xsl:template name="rows">
	<xsl:param name="of"/>
	<xsl:param name="title"/>
	<xsl:if test="$of">
		<h3><xsl:call-template name="title"><xsl:with-param name="of" select="$title"/></xsl:call-template></h3>
		<table>
		<xsl:for-each select="$of">
			<tr><td><xsl:call-template name="in-line"><xsl:with-param name="list" select="@*"/></xsl:call-template></td></tr>
		</xsl:for-each>
		</table>
	</xsl:if>
</xsl:template>

<xsl:template match="f:transaction">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'transaction'"/></xsl:call-template></h2>
	<xsl:call-template name="facts"/>
	<xsl:call-template name="said"/>
	</section>
</xsl:template>

<xsl:template match="f:outcomes">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'outcomes'"/></xsl:call-template></h2>
	<xsl:apply-templates select="f:outcome"/>
	<xsl:call-template name="said"/>
	</section>
</xsl:template>

<xsl:template name="said">
	<xsl:if test="f:said">
		<h3><xsl:call-template name="title"><xsl:with-param name="of" select="'said'"/></xsl:call-template></h3>
		<table>
		<xsl:for-each select="f:said">
			<tr><td><code><xsl:value-of select="concat(@block, '/', @field)"/></code></td><td><xsl:value-of select="."/></td></tr>
		</xsl:for-each>
		</table>
	</xsl:if>
</xsl:template>

<xsl:template match="f:outcome">
	<div class="verdict">
		<h3>
			<span class="badge">
				<xsl:call-template name="pair">
					<xsl:with-param name="en" select="@title"/>
					<xsl:with-param name="zh" select="@title-zh"/>
				</xsl:call-template>
			</span>
			<xsl:text> </xsl:text>
			<xsl:call-template name="rule-title"/>
		</h3>
		<p><code><xsl:value-of select="@is"/></code></p>
		<xsl:call-template name="facts"><xsl:with-param name="list" select="@given-up"/></xsl:call-template>
		<xsl:for-each select="f:decision | f:open | f:duty">
			<h4>
				<xsl:call-template name="title"><xsl:with-param name="of" select="local-name()"/></xsl:call-template>
				<xsl:text>: </xsl:text>
				<xsl:call-template name="pair">
					<xsl:with-param name="en" select="@title"/>
					<xsl:with-param name="zh" select="@title-zh"/>
				</xsl:call-template>
			</h4>
			<xsl:call-template name="facts">
				<xsl:with-param name="list" select="@*[local-name() != 'title' and local-name() != 'title-zh']"/>
			</xsl:call-template>
		</xsl:for-each>
	</div>
</xsl:template>

<!-- Elements that are surely none are named together. -->
<xsl:template match="f:content">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'content'"/></xsl:call-template></h2>
	<xsl:call-template name="facts"><xsl:with-param name="list" select="@*[local-name() != 'none']"/></xsl:call-template>
	<xsl:call-template name="amounts"/>
	</section>
</xsl:template>

<!-- The rows of elements and of their sum, and which elements are not there. -->
<xsl:template name="amounts">
	<table class="numbers">
		<thead><tr>
			<xsl:call-template name="heads"><xsl:with-param name="of" select="'symbol total'"/></xsl:call-template>
			<xsl:if test="*/f:of-origin">
				<xsl:call-template name="heads"><xsl:with-param name="of" select="'of-origin'"/></xsl:call-template>
			</xsl:if>
			<xsl:call-template name="heads"><xsl:with-param name="of" select="concat('as-oxide', substring(' share', 1, 6 * boolean(f:sum/f:share)))"/></xsl:call-template>
		</tr></thead>
		<xsl:for-each select="f:element | f:sum">
			<tr>
				<xsl:if test="self::f:sum"><xsl:attribute name="class">sum</xsl:attribute></xsl:if>
				<th>
					<xsl:choose>
					<xsl:when test="@symbol"><xsl:value-of select="@symbol"/></xsl:when>
					<xsl:otherwise><xsl:call-template name="title"><xsl:with-param name="of" select="'sum'"/></xsl:call-template></xsl:otherwise>
					</xsl:choose>
				</th>
				<td><xsl:call-template name="interval"><xsl:with-param name="of" select="f:total"/></xsl:call-template></td>
				<xsl:if test="../*/f:of-origin">
					<td><xsl:call-template name="interval"><xsl:with-param name="of" select="f:of-origin"/></xsl:call-template></td>
				</xsl:if>
				<td>
					<xsl:call-template name="interval"><xsl:with-param name="of" select="f:as-oxide"/></xsl:call-template>
					<xsl:text> </xsl:text><small><xsl:value-of select="@oxide"/></small>
				</td>
				<xsl:for-each select="f:share">
					<td><xsl:call-template name="interval"/></td>
				</xsl:for-each>
			</tr>
		</xsl:for-each>
	</table>
	<xsl:if test="@none">
		<p>
			<xsl:call-template name="title"><xsl:with-param name="of" select="'none-of'"/></xsl:call-template>
			<xsl:text>: </xsl:text><xsl:value-of select="@none"/>
		</p>
	</xsl:if>
</xsl:template>

<!-- All goods together; why there is no upper end, if there is none. -->
<xsl:template match="f:totals">
	<section class="totals">
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'totals'"/></xsl:call-template></h2>
	<xsl:call-template name="facts"><xsl:with-param name="list" select="@*[local-name() != 'none']"/></xsl:call-template>
	<xsl:if test="f:open">
		<p class="notice"><xsl:call-template name="title"><xsl:with-param name="of" select="'uncounted'"/></xsl:call-template></p>
		<ul>
		<xsl:for-each select="f:open">
			<li>
				<xsl:call-template name="item"/><xsl:text>: </xsl:text>
				<xsl:for-each select="@why"><xsl:call-template name="value"/></xsl:for-each>
			</li>
		</xsl:for-each>
		</ul>
	</xsl:if>
	<xsl:call-template name="amounts"/>
	</section>
</xsl:template>

<xsl:template match="f:places">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'places'"/></xsl:call-template></h2>
	<xsl:call-template name="facts"/>
	<xsl:apply-templates select="f:place"/>
	</section>
</xsl:template>

<xsl:template match="f:place">
	<div class="place">
		<h3><xsl:value-of select="position()"/><xsl:text>. </xsl:text><xsl:call-template name="item"/></h3>
		<dl>
			<xsl:for-each select="@*[not(contains(' part maker revision name ', concat(' ', local-name(), ' ')))] | f:total | f:of-origin">
				<div>
					<dt><xsl:call-template name="label"/></dt>
					<dd>
						<xsl:choose>
						<xsl:when test="self::f:*">
							<xsl:call-template name="interval"/>
							<xsl:if test="not(@unit)"><xsl:text> g</xsl:text></xsl:if>
						</xsl:when>
						<xsl:otherwise><xsl:call-template name="value"/></xsl:otherwise>
						</xsl:choose>
					</dd>
				</div>
			</xsl:for-each>
		</dl>
		<xsl:apply-templates select="f:path"/>
	</div>
</xsl:template>

<!-- An item is told once, however many products it is in. -->
<xsl:template match="f:documents">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'documents'"/></xsl:call-template></h2>
	<xsl:for-each select="f:item">
	<div class="place">
		<h3><xsl:call-template name="item"/></h3>
		<xsl:if test="f:declared">
			<table class="evidence">
				<thead><tr><xsl:call-template name="heads"><xsl:with-param name="of" select="'says amount document standing'"/></xsl:call-template></tr></thead>
				<xsl:apply-templates select="f:declared"/>
			</table>
		</xsl:if>
		<xsl:if test="f:stage">
			<table class="evidence">
				<thead><tr><xsl:call-template name="heads"><xsl:with-param name="of" select="'stage amount document standing'"/><xsl:with-param name="in" select="'stage'"/></xsl:call-template></tr></thead>
				<xsl:apply-templates select="f:stage"/>
			</table>
		</xsl:if>
		<xsl:for-each select="f:more/@*">
			<p class="note"><xsl:value-of select="."/><xsl:text> </xsl:text><xsl:call-template name="label"/></p>
		</xsl:for-each>
	</div>
	</xsl:for-each>
	</section>
</xsl:template>

<xsl:template match="f:path">
	<p class="path">
		<small><xsl:call-template name="label"/>: </small>
		<xsl:for-each select="f:step">
			<xsl:if test="position() &gt; 1"><xsl:text> › </xsl:text></xsl:if>
			<xsl:call-template name="item"/>
		</xsl:for-each>
		<small>
			<xsl:text> (</xsl:text><xsl:value-of select="@steps"/>
			<xsl:if test="@omitted">
				<xsl:text>, </xsl:text><xsl:value-of select="@omitted"/><xsl:text> </xsl:text>
				<xsl:call-template name="label"><xsl:with-param name="of" select="'omitted'"/></xsl:call-template>
			</xsl:if>
			<xsl:text>)</xsl:text>
		</small>
	</p>
</xsl:template>

<!-- Cells of a line that a document states. -->
<xsl:template name="document">
	<td>
		<xsl:for-each select="@sealed-supplier"><small><xsl:call-template name="label"><xsl:with-param name="of" select="'supplier'"/></xsl:call-template><xsl:text>: </xsl:text></small></xsl:for-each>
		<xsl:call-template name="kept"><xsl:with-param name="clear" select="@supplier"/><xsl:with-param name="digest" select="@sealed-supplier"/></xsl:call-template>
		<xsl:if test="(@supplier or @sealed-supplier) and (@document or @sealed-document)"><xsl:text>, </xsl:text></xsl:if>
		<xsl:for-each select="@sealed-document"><small><xsl:call-template name="label"><xsl:with-param name="of" select="'document'"/></xsl:call-template><xsl:text>: </xsl:text></small></xsl:for-each>
		<xsl:call-template name="kept"><xsl:with-param name="clear" select="@document"/><xsl:with-param name="digest" select="@sealed-document"/></xsl:call-template>
		<xsl:if test="@date"><xsl:text>, </xsl:text><xsl:value-of select="@date"/></xsl:if>
		<xsl:if test="@until">
			<xsl:text>; </xsl:text>
			<xsl:call-template name="label"><xsl:with-param name="of" select="'until'"/></xsl:call-template>
			<xsl:text> </xsl:text><xsl:value-of select="@until"/>
		</xsl:if>
		<xsl:if test="@evidence or @sealed-evidence">
			<br/><small><xsl:call-template name="label"><xsl:with-param name="of" select="'evidence'"/></xsl:call-template><xsl:text>: </xsl:text><xsl:call-template name="kept"><xsl:with-param name="clear" select="@evidence"/><xsl:with-param name="digest" select="@sealed-evidence"/></xsl:call-template></small>
		</xsl:if>
		<xsl:if test="@sealed-file">
			<br/><small><xsl:call-template name="label"><xsl:with-param name="of" select="'file'"/></xsl:call-template><xsl:text>: </xsl:text><xsl:call-template name="kept"><xsl:with-param name="digest" select="@sealed-file"/></xsl:call-template></small>
		</xsl:if>
		<xsl:if test="@file">
			<br/><small><code><xsl:value-of select="@file"/><xsl:if test="@line"><xsl:value-of select="concat(':', @line)"/></xsl:if></code></small>
		</xsl:if>
	</td>
	<td><xsl:for-each select="@standing"><xsl:call-template name="value"/></xsl:for-each></td>
</xsl:template>
<xsl:variable name="document-names" select="' supplier document date until evidence file line standing sealed-supplier sealed-document sealed-evidence sealed-file '"/>

<xsl:template match="f:declared">
	<tr>
		<td>
			<xsl:for-each select="@says"><xsl:call-template name="value"/></xsl:for-each>
			<xsl:if test="@elements"><xsl:text>: </xsl:text><b><xsl:value-of select="@elements"/></b></xsl:if>
			<br/>
			<small>
			<xsl:call-template name="in-line">
				<xsl:with-param name="list" select="@*[not(contains(concat($document-names, 'says elements '), concat(' ', local-name(), ' ')))]"/>
			</xsl:call-template>
			</small>
		</td>
		<td><xsl:call-template name="interval"><xsl:with-param name="of" select="f:amount"/></xsl:call-template></td>
		<xsl:call-template name="document"/>
	</tr>
</xsl:template>

<xsl:template match="f:stage">
	<tr>
		<td>
			<b><xsl:call-template name="value"><xsl:with-param name="of" select="'stage'"/><xsl:with-param name="is" select="@name"/></xsl:call-template></b>
			<xsl:text> </xsl:text>
			<xsl:value-of select="@country"/>
			<br/>
			<small>
			<xsl:call-template name="in-line">
				<xsl:with-param name="list" select="@*[not(contains(concat($document-names, 'name country '), concat(' ', local-name(), ' ')))]"/>
			</xsl:call-template>
			</small>
		</td>
		<td><xsl:call-template name="interval"><xsl:with-param name="of" select="f:amount"/></xsl:call-template></td>
		<xsl:call-template name="document"/>
	</tr>
</xsl:template>

<!-- What it rests on. -->

<xsl:template match="f:policy | f:assumptions">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="local-name()"/></xsl:call-template></h2>
	<xsl:call-template name="facts"/>
	<table>
	<xsl:for-each select="f:assumption">
		<tr><td><xsl:call-template name="in-line"><xsl:with-param name="list" select="@*"/></xsl:call-template></td></tr>
	</xsl:for-each>
	</table>
	</section>
</xsl:template>

<xsl:template match="f:inputs">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'inputs'"/></xsl:call-template></h2>
	<table>
		<thead><tr><xsl:call-template name="heads"><xsl:with-param name="of" select="'role name size sha256'"/><xsl:with-param name="in" select="'input'"/></xsl:call-template></tr></thead>
		<xsl:for-each select="f:input">
			<tr>
				<td><xsl:for-each select="@role"><xsl:call-template name="value"/></xsl:for-each></td>
				<td><xsl:call-template name="kept"><xsl:with-param name="clear" select="@name"/><xsl:with-param name="digest" select="@sealed-name"/></xsl:call-template></td>
				<td class="n"><xsl:call-template name="kept"><xsl:with-param name="clear" select="@size"/><xsl:with-param name="digest" select="@sealed-size"/></xsl:call-template></td>
				<td class="long"><xsl:call-template name="kept"><xsl:with-param name="clear" select="@sha256"/><xsl:with-param name="digest" select="@sealed-sha256"/></xsl:call-template></td>
			</tr>
		</xsl:for-each>
	</table>
	</section>
</xsl:template>

<xsl:template match="f:filing" mode="signature">
	<section class="signature">
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'signature'"/></xsl:call-template></h2>
	<xsl:for-each select="f:signatory"><xsl:call-template name="fields"/></xsl:for-each>
	<dl>
		<xsl:if test="$signer != ''">
			<div>
				<dt><xsl:call-template name="label"><xsl:with-param name="of" select="'signer'"/></xsl:call-template></dt>
				<dd><xsl:value-of select="$signer"/></dd>
			</div>
		</xsl:if>
		<xsl:for-each select="ds:Signature//xades:SigningTime">
			<div>
				<dt><xsl:call-template name="label"><xsl:with-param name="of" select="'signed'"/></xsl:call-template></dt>
				<dd><xsl:value-of select="."/></dd>
			</div>
		</xsl:for-each>
		<div>
			<dt><xsl:call-template name="label"><xsl:with-param name="of" select="'file-sha256'"/></xsl:call-template></dt>
			<dd class="long"><xsl:value-of select="$sha256"/></dd>
		</div>
	</dl>
	<p class="stamp"><xsl:call-template name="title"><xsl:with-param name="of" select="'stamp'"/></xsl:call-template></p>
	</section>
</xsl:template>

<xsl:template match="f:checkpoint">
	<section>
	<h2><xsl:call-template name="title"><xsl:with-param name="of" select="'checkpoint'"/></xsl:call-template></h2>
	<pre><xsl:value-of select="."/></pre>
	</section>
</xsl:template>

<!-- A4, black on white, rows that stay whole, cells that break anywhere. -->
<xsl:template name="style">
	<xsl:text>
@page{size:A4;margin:12mm 14mm 16mm;@bottom-center{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#444}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:56rem;padding:1rem;background:#fff;color:#111;font:10pt/1.4 "Noto Sans","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",system-ui,sans-serif;overflow-wrap:break-word}
table{border-collapse:collapse;width:100%}
.sheet>thead>tr>td,.sheet>tbody>tr>td{padding:0 .6mm;border:0}
.running{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;justify-content:space-between;font-size:8pt;color:#444;border-bottom:1px solid #444;padding-bottom:.2rem;margin-bottom:.7rem}
.running strong{color:#a00000}
h1{font-size:16pt;line-height:1.25;margin:.2rem 0 .4rem}
h2{font-size:12pt;margin:1.3rem 0 .4rem;border-bottom:2px solid #111}
h3{font-size:10.5pt;margin:.8rem 0 .3rem}
h4{font-size:10pt;margin:.6rem 0 .2rem}
h1 .zh,h2 .zh,h3 .zh{font-weight:600}
p{margin:.25rem 0}
.to{font-weight:600}
.what{font-size:11.5pt}
.note{color:#444;font-size:8.5pt}
.notice{border:1.5px solid #a00000;color:#a00000;padding:.35rem .6rem;margin:.4rem 0}
.kind{border:1.5px solid #111;padding:.35rem .6rem;margin:.4rem 0;font-weight:600}
.blank{color:#888}
small,.zh{color:#333}
td,th{border:1px solid #999;padding:.2rem .4rem;text-align:left;vertical-align:top;font-weight:400}
thead th{background:#eee;font-size:8.5pt}
.fields th{width:38%;background:#f5f5f5}
.questions th{width:62%}
.ticks td.n{width:2rem;font-size:12pt}
.n{text-align:right}
thead th.n{width:2.2rem}
.numbers td,.exact{font-variant-numeric:tabular-nums}
.sum>*{font-weight:600;border-top:2px solid #111}
.evidence{margin:.3rem 0;font-size:8.5pt;table-layout:fixed}
.evidence th:nth-child(1),.evidence td:nth-child(1){width:34%}
.evidence th:nth-child(2),.evidence td:nth-child(2){width:16%}
.evidence th:nth-child(4),.evidence td:nth-child(4){width:14%}
dl{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 1rem;margin:.2rem 0 .5rem}
dl>div{display:grid;grid-template-columns:42% minmax(0,1fr);gap:.5rem;border-bottom:1px dotted #bbb;padding:.1rem 0}
dl>div:has(.long){grid-column:1/-1;grid-template-columns:20.5% minmax(0,1fr)}
dt{color:#444}
dd{margin:0}
code,.long,pre,.exact{overflow-wrap:anywhere;font-family:"DejaVu Sans Mono","Noto Sans Mono",ui-monospace,monospace;font-size:.82em}
pre{white-space:pre-wrap;border:1px solid #999;padding:.4rem}
.parties{display:grid;grid-template-columns:1fr 1fr;gap:0 1rem}
.verdict,.place{border-left:4px solid #999;padding-left:.7rem;margin:.7rem 0}
.verdict.triggered{border-color:#a00000}
.verdict.undecided{border-color:#8a5a00}
.verdict.clear{border-color:#146c2e}
.badge{border:1px solid;border-radius:.6rem;padding:0 .5rem;font-weight:600}
.calculation{margin:.4rem 0}
.path{font-size:9pt}
.stamp{border:1px solid #999;height:28mm;padding:.3rem;color:#666}
@media print{body{max-width:none;padding:0;font-size:9pt}
tr,.notice,.stamp,dl>div,.running{break-inside:avoid}
.sheet>tbody>tr{break-inside:auto}
h1,h2,h3,h4,thead{break-after:avoid;break-inside:avoid}
section.signature,section.totals{break-inside:avoid}}
@media(max-width:40rem){dl,.parties{grid-template-columns:1fr}}
</xsl:text>
</xsl:template>

</xsl:stylesheet>
