package io.wsk.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the rules of docs/contract.md that a test proves: it fails when one of them is broken. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WskRule {
  /** Rule ids, such as {@code EVT-08}. */
  String[] value();
}
