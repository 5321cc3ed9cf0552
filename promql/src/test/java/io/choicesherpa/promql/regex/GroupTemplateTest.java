package io.choicesherpa.promql.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations are what Go's own package answers. */
class GroupTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "nothing, nothing",
    "$0, api/v1",
    "$1 $2, api v1",
    "${1}x, apix",
    "$1x, ''",
    "$1_$2, v1",
    "$v.${v}, v1.v1",
    "$none-${none}-$9-$123456789012, ---",
    "$$1, $1",
    "$$$1, $api",
    "$01, ''",
    "a$, a$",
    "a$-b, a$-b",
    "${1, ${1",
    "${}, ${}",
    "${1-}, ${1-}",
    "$1é, ''",
    "$ä, ''",
    "$3, ''"
  })
  void template_standsForWhatGroupsMatched(String template, String expanded) {
    Matcher matcher = Pattern.compile("(\\w+)/(?P<v>\\w+)(x)?").matcher("api/v1");
    assertThat(matcher.matches()).isTrue();

    assertThat(GroupTemplate.parse(template).expand(matcher)).isEqualTo(expanded);
  }

  @ParameterizedTest
  @CsvSource({
    "b, x, bab, xax",
    "a*, x, baac, xbxcx",
    "'', x, ab, xaxbx",
    "a*, x, '', x",
    "(a)(b), $2$1, abcab, bacba",
    "z, x, abc, abc"
  })
  void everyMatch_isReplaced(String regex, String template, String text, String replaced) {
    assertThat(GroupTemplate.parse(template).replaceAll(Pattern.compile(regex), text))
        .isEqualTo(replaced);
  }
}
