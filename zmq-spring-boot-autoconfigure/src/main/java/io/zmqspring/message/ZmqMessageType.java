package io.zmqspring.message;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The topic that messages of this class are published to when no topic is named.
 * Subclasses inherit it, and classes that implement an annotated interface.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ZmqMessageType {

	/**
	 * The topic.
	 * @return the topic, literal
	 */
	String value();

}
