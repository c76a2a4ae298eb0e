/** The people of the demo: users with Chinese and English names, and the impostors among them. */
import type { Language } from "./scenario.ts";

export interface Persona {
  name: string;
  /** 5–15 of a–z, 0–9 and _, which is legal on all three platforms. */
  handle: string;
  language: Language;
}

export const PEOPLE: Record<string, Persona> = {
  linxiao: { name: "林晓", handle: "linxiao_88", language: "zh" },
  zhouyang: { name: "周阳", handle: "zhouyang2019", language: "zh" },
  chenmo: { name: "陈默", handle: "chenmo_eth", language: "zh" },
  wangsiyu: { name: "王思雨", handle: "siyu_wang", language: "zh" },
  ajie: { name: "阿杰", handle: "ajie_trc", language: "zh" },
  heqing: { name: "何晴", handle: "heqing_hq", language: "zh" },
  laozhao: { name: "老赵", handle: "laozhao_1970", language: "zh" },
  sunmeng: { name: "孙萌萌", handle: "mengmeng_sun", language: "zh" },
  gaoyuan: { name: "高远", handle: "gaoyuan_g", language: "zh" },
  xuting: { name: "徐婷", handle: "xuting_t", language: "zh" },
  liangzai: { name: "靓仔不吃辣", handle: "liangzai_hk", language: "zh" },
  wuming: { name: "吴明", handle: "wuming_sz", language: "zh" },
  tangtang: { name: "糖糖", handle: "tangtang_t", language: "zh" },
  fangwei: { name: "方维", handle: "fangwei_dev", language: "zh" },
  yejie: { name: "叶姐", handle: "yejie_shop", language: "zh" },
  luohao: { name: "罗浩", handle: "luohao_lh", language: "zh" },
  ninghui: { name: "宁惠", handle: "ninghui_n", language: "zh" },
  devon: { name: "Devon Clarke", handle: "devonclarke", language: "en" },
  priya: { name: "Priya Nair", handle: "priya_nair", language: "en" },
  marcus: { name: "Marcus Reed", handle: "marcus_reed", language: "en" },
  elena: { name: "Elena Petrova", handle: "elena_ptr", language: "en" },
  tomas: { name: "Tomás Ibarra", handle: "tomas_ibarra", language: "en" },
  hannah: { name: "Hannah Weiss", handle: "hannahweiss", language: "en" },
  kofi: { name: "Kofi Mensah", handle: "kofi_mensah", language: "en" },
  sarah: { name: "Sarah Lindqvist", handle: "sarah_lq", language: "en" },
  jamal: { name: "Jamal Haddad", handle: "jamal_haddad", language: "en" },
  grace: { name: "Grace Okafor", handle: "grace_okafor", language: "en" },
  ben: { name: "Ben Whitfield", handle: "benwhitfield", language: "en" },
  mei: { name: "Mei Tan", handle: "mei_tan_sg", language: "en" },
  olivia: { name: "Olivia Marsh", handle: "oliviamarsh", language: "en" },
  yusuf: { name: "Yusuf Demir", handle: "yusuf_demir", language: "en" },
  nora: { name: "Nora Byrne", handle: "nora_byrne", language: "en" },
  leo: { name: "Leo Fontaine", handle: "leofontaine", language: "en" },
  ruth: { name: "Ruth Adeyemi", handle: "ruth_adeyemi", language: "en" },
};

/** They answer first, under names and handles that look like the brand's. */
export const IMPOSTORS: Record<string, Persona> = {
  "fake-en": { name: "Bobo Wallet Support", handle: "bobowa11et_help", language: "en" },
  "fake-desk": { name: "Bobo Help Desk", handle: "b0bo_wallet", language: "en" },
  "fake-zh": { name: "波宝钱包官方客服", handle: "bobowalIet_cn", language: "zh" },
};

/** Given and family names for the people who come later, when the cast above has had its say. */
export const LATER_NAMES = {
  zh: {
    family: ["李", "张", "刘", "黄", "赵", "杨", "朱", "郭", "马", "胡", "郑", "谢", "宋", "邓", "许", "苏"],
    given: [
      "子涵",
      "雨桐",
      "浩然",
      "佳怡",
      "俊杰",
      "欣妍",
      "建国",
      "晓东",
      "丽娜",
      "一鸣",
      "梓轩",
      "若曦",
      "志强",
      "安然",
    ],
  },
  en: {
    family: ["Harris", "Nguyen", "Silva", "Kowalski", "Osei", "Larsen", "Rossi", "Patel", "Brooks", "Moreau", "Aydin"],
    given: ["Amelia", "Daniel", "Fatima", "Victor", "Chloe", "Samuel", "Ingrid", "Rafael", "Naomi", "Peter", "Zoe"],
  },
} as const;
