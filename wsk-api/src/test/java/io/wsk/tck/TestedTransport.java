package io.wsk.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the transport that a top-level test class runs the kit on, for {@link ContractReport}.
 * Without it the report takes the class's name, less {@code ComplianceTest}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TestedTransport {
  /** Such as {@code nio}. */
  String value();
}
