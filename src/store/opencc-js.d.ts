/** The dictionary of single characters, which the package ships without a type: pairs divided by spaces, joined by bars. */
declare module "opencc-js/dict/TSCharacters" {
  const pairs: string;
  export default pairs;
}
