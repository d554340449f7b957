package io.wsk.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesWhatIsInIt() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("name", "a \"b\"\n");
    value.put("figures", List.of(1L, 2.5, Double.NaN));
    value.put("good", true);
    assertThat(Json.text(value).replaceAll("\\s+", ""))
        .isEqualTo("{\"name\":\"a\\\"b\\\"\\u000a\",\"figures\":[1,2.5,null],\"good\":true}");
  }

  @Test
  void refusesWhatJsonDoesNotHave() {
    assertThatThrownBy(() -> Json.text(List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
