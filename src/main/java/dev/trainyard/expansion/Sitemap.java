package dev.trainyard.expansion;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What a sitemap tells of (sitemaps.org, with its extension for images). Read event by event: as a tree, a small hostile one
 * fills the memory.
 *
 * @param pictures in their order, each once
 * @param sitemaps that an index of sitemaps has
 */
record Sitemap(Set<String> pictures, Set<String> sitemaps) {
    private static final int LONGEST = 4096;

    /** A sitemap has five; the parser keeps every element that is open. */
    private static final int DEEPEST = 64;

    /** A sitemap has some dozens; the parser keeps each to its end. */
    private static final int MOST_NAMES = 1000;

    /** What there is up to its end, or to where it is no XML any more, or is like no sitemap. */
    static Sitemap read(byte[] xml) {
        Sitemap sitemap = new Sitemap(new LinkedHashSet<>(), new LinkedHashSet<>());
        try {
            XMLStreamReader reader = parser().createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                sitemap.read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException broken) {
            // Many are not written by a library; what was found until there is as good as from any other.
        }
        return sitemap;
    }

    /** Knows no entities but those of XML, fetches nothing, and takes names as they are written. */
    private static XMLInputFactory parser() {
        XMLInputFactory parser = XMLInputFactory.newDefaultFactory();
        parser.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        parser.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        parser.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return parser;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        @Nullable Set<String> found = null;
        boolean inIndex = false;
        int depth = 0;
        Set<String> names = new HashSet<>();
        while (reader.hasNext() && names.size() <= MOST_NAMES) {
            int event = reader.next();
            addNames(event, reader, names);
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEEPEST) {
                        return;
                    }
                    String name = reader.getLocalName().toLowerCase(Locale.ROOT);
                    inIndex |= name.equals("sitemap");
                    found = name.equals("image:loc") ? pictures : inIndex && name.equals("loc") ? sitemaps : null;
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (found != null && text.length() < LONGEST) {
                        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    add(text.toString().strip(), found);
                    found = null;
                    inIndex &= !reader.getLocalName().equalsIgnoreCase("sitemap");
                }
                default -> {}
            }
        }
    }

    private static void addNames(int event, XMLStreamReader reader, Set<String> names) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                names.add(reader.getLocalName());
                for (int i = 0; i < reader.getAttributeCount(); i++) {
                    names.add(reader.getAttributePrefix(i) + ":" + reader.getAttributeLocalName(i));
                }
            }
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> names.add(reader.getPITarget());
            default -> {}
        }
    }

    private static void add(String url, @Nullable Set<String> found) {
        if (found != null && WebAddress.parse(url).isPresent()) {
            found.add(url);
        }
    }
}
