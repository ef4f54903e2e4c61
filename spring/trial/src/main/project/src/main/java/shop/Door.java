package shop;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the shop's customers see. */
@RestController
public class Door {

    @GetMapping("/hello")
    String hello() {
        return "hello";
    }
}
