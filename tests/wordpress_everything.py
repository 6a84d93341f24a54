"""A post of an old blog that has all in it that such a post may hold."""

from tests.wordpress_surroundings import OLD, UPLOADS

EVERYTHING = f"""Some <b>bold <i>and</i></b> words, <a href="{OLD}/there/">a <b>link</b></a>, H<sub>2</sub>O,
x<sup>2</sup>, <del>gone</del>, <code>make  run</code>, <u>under</u>, <abbr title="x">abbr</abbr>, <mark>marked</mark>.
Two  spaces, a <q>quote</q> &amp; &lt;tags&gt;, "quotes", <span>span</span>.

<b>Style across

paragraphs</b>, <em>and <a href="https://example.net/?a=1&amp;b=2"><strong>in</strong> links</a></em><br><br>end

<ul><li>one</li><li>two<ol><li><b>a</b></li><li>b<ul><li>deep</li></ul></li></ol>after</li>
<li><p>p one</p><p>p two</p></li></ul>
<dl><dt>Term</dt><dd>said <a href="/x/">of it</a></dd><dd>twice</dd></dl>
<ol><li>With <pre>code</pre> after</li><li>more</li></ol>
<h1 id="top">Title</h1><h3>Third</h3><h5>Fifth</h5>
<blockquote><p>Quoted <b>words</b></p><p>twice</p><ul><li>with</li><li>list</li></ul><cite>May</cite></blockquote>
<blockquote class="pullquote">Pulled</blockquote>
<pre class="language-python">def a():

    pass</pre>
<table><tr><th>a</th><th>b</th></tr><tr><td>plain</td><td>rich <b>x</b><br>line <code>c</code></td></tr></table>
<table><tr><td colspan="2">spans</td></tr><tr><td>1</td><td>2</td></tr></table>
<details><summary>Fold</summary><h4>Head</h4><p>text</p><ul><li>l</li></ul></details>
<center>centred</center><address>1 Loop<br>Town</address><div>div <div>in div</div> tail</div>
[caption id="a"]<img src="{UPLOADS}/1.jpg" alt="cup"> The cup.[/caption]
words <img src="{UPLOADS}/1.jpg"> around
[gallery ids="1,1,1"]
<img src="https://elsewhere.example/x.jpg" alt="lost">
https://youtu.be/abcdefghijk
<iframe src="https://example.net/map"></iframe>
[audio src="{UPLOADS}/talk.mp3"]
[button url="https://example.net/"]Come[/button]
<hr>
<ruby>漢<rt>kan</rt></ruby> <kbd>Ctrl</kbd> [sic] [acme]kept[/acme]
"""
