package dev.trainyard.expansion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private static Set<String> ofPage(String html) {
        return Links.ofPage(html.getBytes(StandardCharsets.UTF_8), "http://example.com/gallery/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.png 1x, b.png 2x | b.png",
                "b.png 2x,a.png 1x | b.png",
                "a.png 320w, b.png 1280w, c.png 640w | b.png",
                "a.png, b.png 1.5x | b.png",
                "w_300,h_200/a.png 300w, w_600,h_400/a.png 600w | w_600,h_400/a.png",
                "a.png | a.png"
            })
    void ofManySizesTheLargestIsTaken(String srcset, String largest) {
        assertThat(ofPage("<img srcset='%s'>".formatted(srcset)))
                .containsExactly("http://example.com/gallery/" + largest);
    }

    @Test
    void linksToFilesOfPicturesAreTakenAndSpacesInThemToo() {
        assertThat(ofPage("""
                        <a href="a.PNG">1</a><a href="b.jpeg?x=1#y">2</a><a href="show?file=c.webp">3</a><a href="d.html">4</a>
                        <a href="e.png.html">5</a><img src=" a picture.png "><img src="">"""))
                .extracting(link -> link.replace("http://example.com/gallery/", ""))
                .containsExactly("a.PNG", "b.jpeg?x=1#y", "show?file=c.webp", "a picture.png");
    }

    /** Each made for something that looks at it again and again; all of them are a matter of a second. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostilePagesAreReadInNoTime() {
        String letters = "a".repeat(2_000_000);
        assertThat(ofPage("<img srcset='%s zz zz'>".formatted(letters))).isEmpty();
        assertThat(ofPage(
                        "<img srcset='%s zz zz'>".formatted("a".repeat(16_000)).repeat(100)))
                .isEmpty();
        assertThat(ofPage("<a href='%s\u2028'>".formatted(".png?".repeat(400_000))))
                .isEmpty();
        assertThat(ofPage("<a href='%s\u2028'>".formatted(".png?".repeat(400)).repeat(200)))
                .hasSize(1);
        assertThat(ofPage("<div>".repeat(50_000) + "<img src=1.png>".repeat(50_000)))
                .hasSize(1);
        assertThat(ofPage("<base href='/%s/'>".formatted(letters) + "<img src=1.png>".repeat(20_000)))
                .isEmpty();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void hostileSitemapsAreReadInNoTime() {
        StringBuilder names = new StringBuilder("<urlset");
        for (int i = 0; i < 500; i++) {
            names.append(" xmlns:n%d='u'".formatted(i));
        }
        assertThat(sitemap("<image:loc>".repeat(300_000)).pictures()).isEmpty();
        assertThat(sitemap(names + ">" + "<a>".repeat(300_000)).pictures()).isEmpty();
        assertThat(sitemap("<image:loc>http://example.com/" + "a".repeat(2_000_000))
                        .pictures())
                .isEmpty();
    }

    @Test
    void noSitemapIsReadDeeperThanSitemapsAre() {
        String deepest = "<a>".repeat(63) + "<image:loc>http://example.com/1.png</image:loc>";
        String deeper = deepest + "<a><image:loc>http://example.com/2.png</image:loc></a>";

        assertThat(sitemap(deeper).pictures()).containsExactly("http://example.com/1.png");
        assertThat(sitemap("<r>" + "<a><a/></a>".repeat(100) + "<image:loc>http://example.com/1.png</image:loc></r>")
                        .pictures())
                .as("elements that were closed are none that are open")
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a%d/>", "<a x%d=''/>", "<a x%d:y=''/>", "<a:b%d/>", "<?a%d?>"})
    void noSitemapIsReadThatHasEverNewNames(String name) {
        StringBuilder names = new StringBuilder();
        for (int number = 0; number < 1100; number++) {
            names.append(name.formatted(number));
        }
        String picture = "<image:loc>http://example.com/1.png</image:loc>";

        assertThat(sitemap("<r>" + names + picture + "</r>").pictures()).isEmpty();
        assertThat(sitemap("<r>" + name.formatted(1).repeat(1100) + picture + "</r>")
                        .pictures())
                .hasSize(1);
    }

    private static Sitemap sitemap(String xml) {
        return Sitemap.read(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSitemapTellsOfPicturesAndAnIndexOfSitemaps() {
        Sitemap images = sitemap("""
                <?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://example.com/</loc>
                <image:image><image:loc> http://example.com/1.png?a=1&amp;b=2
                </image:loc></image:image><image:image><image:loc><![CDATA[http://example.com/2.png]]></image:loc></image:image>
                <image:loc>mailto:me</image:loc></url></urlset>""");
        assertThat(images.pictures()).containsExactly("http://example.com/1.png?a=1&b=2", "http://example.com/2.png");
        assertThat(images.sitemaps()).isEmpty();
        assertThat(sitemap("<sitemapindex><sitemap><loc>http://example.com/a.xml</loc></sitemap></sitemapindex>")
                        .sitemaps())
                .containsExactly("http://example.com/a.xml");
        assertThat(sitemap("<urlset><image:loc>http://example.com/1.png</image:loc></url>")
                        .pictures())
                .as("what is found before it breaks off")
                .hasSize(1);
    }

    @Test
    void whatIsNoAddressOfTheWebIsLeftOut() {
        assertThat(ofPage("<img src='data:image/png;base64,AA'><img srcset=', ,'><a href='file:///1.png'>1</a>"))
                .isEmpty();
    }
}
